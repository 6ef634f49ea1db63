-- Issues reported before the period's end and not resolved by then; none that left nobody knows when.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',resolved_at,')
    and reported_at < $end
    and (resolved_at is null or resolved_at >= $end)
    and (
        resolved_at is not null
        or not coalesce(status in ('closed', 'referred'), is_on_time_recorded, false)
    )
