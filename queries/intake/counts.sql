-- The ledgers of each file of a dataset; they must add up to the rows read.
update files set
    accepted = coalesce(kept.accepted, 0), flagged = coalesce(kept.flagged, 0),
    rejected = coalesce(refused.rejected, 0), corrected = coalesce(refused.corrected, 0),
    excluded = coalesce(refused.excluded, 0) + books.repeated,
    duplicated = coalesce(reasons.duplicated, 0),
    superseded = coalesce(reasons.superseded, 0), vanished = coalesce(reasons.vanished, 0)
from files as books
left join (
    select file_id, count(*) as accepted, count(faults) as flagged
    from accepted_the_dataset
    group by file_id
) as kept using (file_id)
left join (
    select
        file_id,
        count(*) filter (where fate = 'rejected') as rejected,
        count(*) filter (where fate = 'corrected') as corrected,
        count(*) filter (where fate = 'excluded') as excluded
    from refused_rows
    group by file_id
) as refused using (file_id)
left join (
    select
        file_id,
        count(*) filter (where problem = 'duplicated') as duplicated,
        count(*) filter (where problem = 'superseded') as superseded,
        count(*) filter (where problem = 'vanished') as vanished
    from row_problems
    where severity = 'exclude'
    group by file_id
) as reasons using (file_id)
where books.file_id = files.file_id and files.dataset = 'the_dataset';
