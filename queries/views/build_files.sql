-- The files that a build was made of, with the hash of their content.
select dataset, source, path, sha256, bytes, rows_read, accepted, rejected, taken_at
from files
order by dataset, source, file_id
