-- Different households among the visits of the period, of those registered.
select
    count(distinct household_id) as numerator,
    $registered as denominator,
    100 * numerator / denominator as value
from facts
where visited_at >= $start and visited_at < $end
