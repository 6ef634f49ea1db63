-- Issues due before the period's end, neither resolved at their due time nor by the end. Without a due
-- time those that the ledger calls overdue, from their reporting on.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',reported_at,')
    and not contains(faults, ',due_at,')
    and not contains(faults, ',resolved_at,')
    and coalesce(due_at, reported_at) < $end
    and (resolved_at is null or resolved_at >= $end)
    and case
        when resolved_at is not null then resolved_at > due_at
        when coalesce(status in ('closed', 'referred'), is_on_time_recorded, false) then false
        when due_at is not null then is_on_time_recorded is not true
        else is_overdue_recorded
    end
