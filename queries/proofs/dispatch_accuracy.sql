-- Of the dispatches of the period of which it is recorded, those that were not returned.
select
    count(*) filter (not is_returned) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',dispatched_at,')
    and is_returned is not null
    and dispatched_at >= $start and dispatched_at < $end
