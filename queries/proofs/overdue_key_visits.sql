-- Registered key-group households less the different ones visited in the 30 days to the period's end.
select $registered - count(distinct household_id) filter (key_group is not null) as value
from facts
where visited_at >= $end - interval 30 day and visited_at < $end
