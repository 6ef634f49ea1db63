-- Visits of the period.
select count(*) as value
from facts
where visited_at >= $start and visited_at < $end
