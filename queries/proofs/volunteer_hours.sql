-- Hours of the service records of the period, but for faulty ones.
select coalesce(sum(hours), 0) as value
from facts
where not contains(faults, ',hours,')
    and served_on >= $start and served_on < $end
