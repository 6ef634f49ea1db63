-- The three ledgers of one file on trial.
select rows_read, accepted, flagged, rejected, excluded
from files
where file_id = $file
