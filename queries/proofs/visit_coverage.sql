-- Different households among the visits of the period, of those registered.
select
    count(distinct (system, household_id)) as numerator,
    $registered as denominator,
    100 * numerator / denominator as value
from facts
where household_id is not null
    and visited_at >= $start and visited_at < $end
