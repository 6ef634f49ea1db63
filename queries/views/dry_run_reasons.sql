-- Everything that is wrong with the rejected rows of a file of a dry run.
select row_number, column_name, value, problem, detail
from row_problems
semi join refused_rows using (file_id, row_number)
where file_id = $file and severity = 'reject'
order by row_number, column_name
