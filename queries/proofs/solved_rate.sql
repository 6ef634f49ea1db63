-- Of the call-backs of the period with an answer, those that say solved. An answer without a time of
-- its own counts when the issue was resolved, else when it was reported.
select
    count(*) filter (is_solved) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and not contains(faults, ',called_back_at,')
    and is_solved is not null
    and (called_back_at is not null or not contains(faults, ',resolved_at,'))
    and coalesce(called_back_at, resolved_at, reported_at) >= $start
    and coalesce(called_back_at, resolved_at, reported_at) < $end
