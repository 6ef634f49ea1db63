-- Of the issues resolved in the period, those that nobody dispatched; of systems that record it.
select
    count(*) filter (dispatched_at is null) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',resolved_at,')
    and resolved_at >= $start and resolved_at < $end
    and system in (select system from accepted_issues where dispatched_at is not null)
