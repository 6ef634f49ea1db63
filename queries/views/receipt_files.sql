-- The files of which rows are behind a figure, by number.
select file_id, path, dataset, sha256, rows_read, accepted, format, taken_at
from files
where list_contains($files, file_id)
order by file_id
