-- Of the issues due in the period, those closed by now.
select
    count(*) filter (resolved_at is not null) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and not contains(faults, ',reported_at,')
    and not contains(faults, ',due_at,')
    and not contains(faults, ',resolved_at,')
    and due_at >= $start and due_at < $end
