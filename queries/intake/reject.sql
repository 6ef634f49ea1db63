-- Rows that do not enter the facts are kept as they came, to be mended and loaded again.
insert into refused_rows
select fates._file, rows._row, fates.fate, to_json(rows)
from export_rows as rows
join row_fates as fates on fates._file = $file and fates._row = rows._row
where fates.fate is not null;
