-- The rows of a file that did not enter the facts, as they came; of one fate, or one row of any.
select row_number, fate, content
from refused_rows
where file_id = $file
    and fate = coalesce($fate, fate)
    and row_number = coalesce($row, row_number)
order by row_number
