-- Occupied of the built spaces, added up over the snapshots of the period that count them, of the days
-- on which the facility was counted several times.
with days as (
    select system, facility_id, cast(snapshot_at as date) as day
    from accepted_parking_spaces
    group by all
    having count(*) > 1
)

select
    sum(occupied) as numerator,
    sum(spaces) as denominator,
    100 * numerator / denominator as value
from facts
where (system, facility_id, cast(snapshot_at as date)) in (
        select (system, facility_id, day) from days
    )
    and status = 'built'
    and occupied is not null
    and not contains(faults, ',occupied,')
    and snapshot_at >= $start and snapshot_at < $end
