-- Rows whose boundary does not fit those around it have a fault in it.
update accepted_the_dataset as rows
set faults = concat(coalesce(rows.faults, ','), 'geometry,')
from intake.doubted
where doubted.drawn_by = rows.file_id and doubted.drawn_row = rows.row_number
    and not contains(coalesce(rows.faults, ''), ',geometry,');
