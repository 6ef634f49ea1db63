-- Which rejected row of which file each row of a mended file is meant to correct.
insert into mended_rows
select _file, _row, "governance:file", cast("governance:row" as bigint)
from export_texts
where regexp_full_match("governance:row", '\d+');
