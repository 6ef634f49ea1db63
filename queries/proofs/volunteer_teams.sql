-- Different teams among the service records of the period.
select count(distinct (system, team)) as value
from facts
where team is not null
    and served_on >= $start and served_on < $end
