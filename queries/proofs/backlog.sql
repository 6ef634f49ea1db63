-- Issues reported before the period's end and not resolved by then.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and not contains(faults, ',resolved_at,')
    and reported_at < $end
    and (resolved_at is null or resolved_at >= $end)
