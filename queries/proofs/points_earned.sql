-- Points of the service records of the period.
select coalesce(sum(points), 0) as value
from facts
where served_on >= $start and served_on < $end
