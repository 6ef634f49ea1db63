-- The row totals of one file of a dry run.
select rows_read, accepted, flagged, rejected, corrected, excluded, duplicated
from files
where file_id = $file
