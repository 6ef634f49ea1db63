-- Heads counted at the meetings of the period.
select coalesce(sum(attendance), 0) as value
from facts
where not contains(faults, ',attendance,')
    and held_on >= $start and held_on < $end
