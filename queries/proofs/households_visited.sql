-- Different households among the visits of the period.
select count(distinct household_id) as value
from facts
where visited_at >= $start and visited_at < $end
