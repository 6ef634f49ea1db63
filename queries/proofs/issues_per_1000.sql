-- Issues reported in the period, without duplicates and cancelled ones, for each 1,000 registered residents.
select count(*) as numerator, $registered as denominator, 1000 * numerator / denominator as value
from facts
where coalesce(duplicate_of, issue_id) = issue_id
    and coalesce(status, '') not in ('cancelled', 'duplicate')
    and reported_at >= $start and reported_at < $end
