-- The ledgers of one file on trial.
select rows_read, accepted, flagged, rejected, corrected, excluded, duplicated
from files
where file_id = $file
