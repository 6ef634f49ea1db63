-- Persons met at the visits of the period, each as often as met.
select coalesce(sum(persons), 0) as value
from facts
where visited_at >= $start and visited_at < $end
