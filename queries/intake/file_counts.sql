-- How many rows a file has, and how many of them were refused.
select
    rows_read,
    (select count(*) from refused_rows where file_id = $file) as refused
from files
where file_id = $file;
