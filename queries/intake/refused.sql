-- The numbers of the refused rows of each file.
select _file, list(_row)
from intake.row_fates
where fate is not null and _file in (select unnest($files))
group by _file;
