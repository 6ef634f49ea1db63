-- Issues reported in the period that are no duplicates, cancelled ones among them.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and status is distinct from 'duplicate'
    and reported_at >= $start and reported_at < $end
