-- Meetings held in the period.
select count(*) as value
from facts
where held_on >= $start and held_on < $end
