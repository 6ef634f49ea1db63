-- Different households among the visits of the period.
select count(distinct (system, household_id)) as value
from facts
where household_id is not null
    and visited_at >= $start and visited_at < $end
