-- The rejected rows of a file of a dry run, as they came.
select row_number, content
from refused_rows
where file_id = $file and fate = 'rejected'
order by row_number
