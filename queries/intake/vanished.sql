-- Records that a full export no longer has: every earlier row of its source that it did not show.
create or replace table intake.replaced as
select held.file_id, held.row_number, 'vanished' as problem, $path as detail
from intake.held
join files using (file_id)
where files.source = $source
    and held.file_id < $latest
    and held.record not in (select record from intake.seen where file_id = $latest);
