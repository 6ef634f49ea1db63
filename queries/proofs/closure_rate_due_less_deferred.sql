-- Of the issues due in the period, those closed by now, by those due that were not deferred.
-- What is said to be closed, or closed in time, without a time is closed; what is referred is in neither.
with told as (
    select *, coalesce(resolved_at is not null or status = 'closed' or is_on_time_recorded, false) as is_closed
    from facts
)

select
    count(*) filter (is_closed) as numerator,
    count(*) filter (is_deferred is not true) as denominator,
    100 * numerator / denominator as value
from told
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',reported_at,')
    and not contains(faults, ',due_at,')
    and not contains(faults, ',resolved_at,')
    and due_at >= $start and due_at < $end
    and (is_closed or status is distinct from 'referred')
