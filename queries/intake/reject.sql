-- Rows that do not enter the facts are kept as they came, to be mended and loaded again.
insert into refused_rows
select fates._file, fates._row, fates.fate, to_json(rows.content)
from export_rows as rows
join intake.row_fates as fates using (_file, _row);
