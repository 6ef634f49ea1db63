-- The rows of the files that are rejected or excluded so far.
create or replace temp table row_aside as
select distinct file_id as _file, row_number as _row
from row_problems
where file_id in (select unnest($files)) and severity <> 'flag';
