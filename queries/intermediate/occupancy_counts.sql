-- Snapshots that say how many built spaces are occupied: whether their facility was counted more than
-- once on that day (is_hourly), or once (a spot count, as at a month's end); and whether their system
-- goes by such counts (is_usual): those that it has for more months of its facilities, spot counts
-- where it has as many.
with counted as (
    select
        *,
        count(*) over (partition by system, facility_id, snapshot_day) > 1 as is_hourly,
        concat(facility_id, ' ', cast(cast(date_trunc('month', snapshot_day) as date) as string))
            as facility_month
    from parking_spaces
),

known as (
    select *
    from counted
    where status = 'built' and occupied is not null and not has_occupancy_fault
),

kinds as (
    select
        system,
        count(distinct case when is_hourly then facility_month end) as hourly_months,
        count(distinct case when not is_hourly then facility_month end) as spot_months
    from known
    group by system
)

select known.*, known.is_hourly = (kinds.hourly_months > kinds.spot_months) as is_usual
from known
join kinds on kinds.system = known.system
