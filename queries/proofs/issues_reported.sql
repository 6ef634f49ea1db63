-- Issues reported in the period that are no duplicates.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and reported_at >= $start and reported_at < $end
