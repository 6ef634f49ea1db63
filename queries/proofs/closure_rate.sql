-- Of the issues due in the period, those closed by now.
-- What its status, or without one the ledger's verdict, calls closed is closed without a time, too; what
-- is referred is in neither.
with told as (
    select
        *,
        resolved_at is not null or coalesce(status = 'closed', is_on_time_recorded, false)
            as is_closed
    from facts
)

select
    count(*) filter (is_closed) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from told
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',reported_at,')
    and not contains(faults, ',due_at,')
    and not contains(faults, ',resolved_at,')
    and due_at >= $start and due_at < $end
    and (is_closed or status is distinct from 'referred')
