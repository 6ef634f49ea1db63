-- Issues found for each 100 person-times, of the visits that say how many they found.
select
    sum(issues_found) as numerator,
    sum(persons) filter (issues_found is not null) as denominator,
    100 * numerator / denominator as value
from facts
where visited_at >= $start and visited_at < $end
