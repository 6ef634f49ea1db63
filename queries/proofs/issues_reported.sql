-- Issues reported in the period that are neither duplicates nor cancelled.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and reported_at >= $start and reported_at < $end
