-- The last two full exports of a source, the latest first; mended rows are no full export.
select file_id, path
from files
where source = $source and not is_mended
order by file_id desc
limit 2;
