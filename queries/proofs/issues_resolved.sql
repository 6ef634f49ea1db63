-- Issues resolved in the period, without duplicates and faulty resolution times.
select count(*) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and not contains(faults, ',resolved_at,')
    and resolved_at >= $start and resolved_at < $end
