-- The largest parking facilities of an area, as they were before a day.
select
    name, kind, programme, status, spaces, ev_spaces,
    case when not has_occupancy_fault then occupied end as occupied
from parking_spaces
where snapshot_day < $end and (until_day is null or until_day >= $end)
    and coalesce(area_code, 'unspecified') in (from inside($area))
order by spaces desc nulls last, facility_id
limit $most
