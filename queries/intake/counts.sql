-- The three ledgers of each file; they must add up to the rows read.
update files set
    accepted = counted.accepted, flagged = counted.flagged,
    rejected = counted.rejected, excluded = counted.excluded
from (
    select
        f.file_id,
        (select count(*) from refused_rows r where r.file_id = f.file_id and r.fate = 'rejected')
            as rejected,
        (select count(*) from refused_rows r where r.file_id = f.file_id and r.fate = 'excluded')
            as excluded,
        (select count(*) from kept_rows k where k.file_id = f.file_id) as accepted,
        (select count(*) from kept_rows k where k.file_id = f.file_id and k.faults is not null)
            as flagged
    from files f
) as counted
where files.file_id = counted.file_id and files.dataset = $dataset;
