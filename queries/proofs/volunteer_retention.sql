-- Of the volunteers of the period before, of the same length, those who served in this one, too.
with now as (select volunteer_id from facts where served_on >= $start and served_on < $end),

earlier as (select distinct volunteer_id from facts where served_on >= $before and served_on < $start)

select
    count(*) filter (volunteer_id in (from now)) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from earlier
