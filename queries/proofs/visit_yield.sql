-- Issues found for each 100 visits, of the visits that say how many they found.
select
    sum(issues_found) as numerator,
    count(issues_found) as denominator,
    100 * numerator / denominator as value
from facts
where visited_at >= $start and visited_at < $end
