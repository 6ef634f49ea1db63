-- Everything that is wrong with the rows of a file.
select row_number, column_name, value, problem, detail, severity
from row_problems
where file_id = $file
order by row_number, column_name
