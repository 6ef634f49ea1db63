-- Of the volunteers of the period before, of the same length, those who served in this one, too.
with now as (select system, volunteer_id from facts where served_on >= $start and served_on < $end),

earlier as (
    select distinct system, volunteer_id from facts where served_on >= $before and served_on < $start
)

select
    count(*) filter ((system, volunteer_id) in (select (system, volunteer_id) from now)) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from earlier
