-- Different teams among the service records of the period.
select count(distinct team) as value
from facts
where served_on >= $start and served_on < $end
