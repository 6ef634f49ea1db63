-- Parkings for each built space and day, of the facilities and days that state parkings.
with counted as (
    select *, row_number() over (
        partition by system, facility_id, cast(snapshot_at as date) order by snapshot_at
    ) as place
    from facts
    where status = 'built' and parkings is not null
)

select
    sum(parkings) as numerator,
    sum(spaces) filter (place = 1) as denominator,
    numerator / denominator as value
from counted
where snapshot_at >= $start and snapshot_at < $end
