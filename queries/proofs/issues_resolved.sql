-- Issues resolved in the period, without duplicates, cancelled ones and faulty resolution times.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',resolved_at,')
    and resolved_at >= $start and resolved_at < $end
