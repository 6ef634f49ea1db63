-- Persons served by the service records of the period, each as often as served.
select coalesce(sum(persons_served), 0) as value
from facts
where served_on >= $start and served_on < $end
