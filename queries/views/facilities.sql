-- Parking facilities of an area as their latest snapshot before the end says, the largest first.
with latest as (
    select *
    from parking_spaces
    where snapshot_day < $end
    qualify row_number() over (partition by system, facility_id order by snapshot_at desc) = 1
),
chosen as (
    select *
    from latest
    where is_wanted(
        columns(lambda name: list_contains($filter_columns, name)), $filter_columns, $filter_values
    )
)
select
    latest.name, latest.facility_id, area_list.area_name as area, latest.kind, latest.programme,
    latest.status, latest.spaces, latest.ev_spaces, latest.opened_day, latest.snapshot_day,
    case when not latest.has_occupancy_fault then latest.occupied end as occupied
from chosen as latest
left join area_list on area_list.area_code = latest.area_code and not area_list.is_rest
where latest.area_code in (from inside($area))
order by latest.spaces desc, latest.name
limit $most
