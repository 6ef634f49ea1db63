-- The ninth decile of the hours from report to resolution, of the issues resolved in the period.
select quantile_cont(epoch(resolved_at - reported_at) / 3600, 90 / 100) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',resolved_at,')
    and resolved_at >= $start and resolved_at < $end
