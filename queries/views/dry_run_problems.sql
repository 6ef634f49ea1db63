-- The first problems of one file on trial, in the order of its rows.
select row_number, column_name, value, problem, detail, severity
from row_problems
where file_id = $file
order by row_number, column_name
limit $limit
