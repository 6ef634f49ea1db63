-- Hours of the service records of the period for each 1,000 registered residents.
select coalesce(sum(hours), 0) as numerator, $registered as denominator, 1000 * numerator / denominator as value
from facts
where not contains(faults, ',hours,')
    and served_on >= $start and served_on < $end
