-- Of the issues due in the period, those closed at or before their due time, by those not deferred.
-- Without one of the two times the ledger's own verdict decides; without a due time it is of the day
-- of resolution, else of reporting.
with told as (
    select
        *,
        coalesce(due_at, resolved_at, reported_at) as told_at,
        coalesce(
            resolved_at <= due_at,
            is_on_time_recorded,
            case
                when resolved_at is not null or status = 'closed' then not is_overdue_recorded
                when is_overdue_recorded and status is not null then false
            end,
            case
                when due_at is not null and coalesce(status, 'open') = 'open' then false
            end
        ) as is_on_time
    from facts
)

select
    count(*) filter (is_on_time) as numerator,
    count(*) filter (is_deferred is not true) as denominator,
    100 * numerator / denominator as value
from told
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',reported_at,')
    and not contains(faults, ',due_at,')
    and not contains(faults, ',resolved_at,')
    and is_on_time is not null
    and told_at >= $start and told_at < $end
