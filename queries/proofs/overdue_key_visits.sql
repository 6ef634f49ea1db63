-- Registered key-group households less the different ones visited in the 30 days to the period's end.
select $registered - count(distinct (system, household_id)) as value
from facts
where household_id is not null
    and key_group is not null
    and visited_at >= $end - interval 30 day and visited_at < $end
