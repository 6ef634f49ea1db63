-- How many records the export before the latest had that the latest lacks, beside those it has.
-- Where that export was taken in by an earlier build, what is held of it answers for it.
with before as (
    select record from intake.seen where file_id = $earlier
    union all
    select held.record
    from intake.held
    join files using (file_id)
    where files.source = $source
        and held.file_id < $latest
        and not exists (select 1 from intake.seen where file_id = $earlier)
)
select
    count(*) as lost,
    (select count(*) from intake.seen where file_id = $latest) as present
from before
where record not in (select record from intake.seen where file_id = $latest);
