-- Different volunteers among the service records of the period.
select count(distinct (system, volunteer_id)) as value
from facts
where served_on >= $start and served_on < $end
