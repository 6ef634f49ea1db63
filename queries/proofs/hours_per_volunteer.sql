-- Hours for each different volunteer, of the service records of the period but for faulty ones.
select
    sum(hours) as numerator,
    count(distinct (system, volunteer_id)) as denominator,
    numerator / denominator as value
from facts
where not contains(faults, ',hours,')
    and served_on >= $start and served_on < $end
