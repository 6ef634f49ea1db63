-- What looked wrong with a file as a whole.
select warning, detail
from file_warnings
where file_id = $file
order by warning
