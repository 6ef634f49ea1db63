-- The median of the hours from a dispatch to its response, of the responses in the period.
select median(epoch(responded_at - dispatched_at) / 3600) as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',dispatched_at,')
    and not contains(faults, ',responded_at,')
    and dispatched_at is not null
    and responded_at >= $start and responded_at < $end
