-- Occupied of the built spaces, added up over the snapshots of the period that count them; of each
-- system those of the days counted once, or, where more months of its facilities have such, those of
-- the days counted several times.
with days as (
    select
        system, facility_id, cast(snapshot_at as date) as day,
        date_trunc('month', snapshot_at) as month, count(*) > 1 as is_hourly
    from accepted_parking_spaces
    group by all
),

counted as (
    select parking.system, facility_id, month, is_hourly
    from accepted_parking_spaces as parking
    join days
        using (system, facility_id)
    where days.day = cast(snapshot_at as date)
        and status = 'built'
        and occupied is not null
        and not contains(coalesce(faults, ''), ',occupied,')
),

usual as (
    select
        system,
        count(distinct (facility_id, month)) filter (is_hourly)
            > count(distinct (facility_id, month)) filter (not is_hourly) as is_hourly
    from counted
    group by system
)

select
    sum(occupied) as numerator,
    sum(spaces) as denominator,
    100 * numerator / denominator as value
from facts
join days using (system, facility_id)
join usual using (system, is_hourly)
where days.day = cast(snapshot_at as date)
    and status = 'built'
    and occupied is not null
    and not contains(faults, ',occupied,')
    and snapshot_at >= $start and snapshot_at < $end
