-- How many rows each file has, and how many of them were refused.
select files.file_id, files.rows_read, count(refused.row_number) as refused
from files
left join refused_rows as refused using (file_id)
where files.file_id in (select unnest($files))
group by files.file_id, files.rows_read
order by files.file_id;
