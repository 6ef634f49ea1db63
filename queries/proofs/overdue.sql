-- Issues due before the period's end, neither resolved at their due time nor by the end.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and not contains(faults, ',reported_at,')
    and not contains(faults, ',due_at,')
    and not contains(faults, ',resolved_at,')
    and due_at < $end
    and (resolved_at is null or resolved_at > due_at)
    and (resolved_at is null or resolved_at >= $end)
