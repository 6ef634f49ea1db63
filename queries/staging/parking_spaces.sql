-- parking_spaces: one facility's state at one moment; it holds until the facility's next snapshot.
select
    *,
    cast(snapshot_at as date) as snapshot_day,
    cast(lead(snapshot_at) over (partition by system, facility_id order by snapshot_at) as date)
        as until_day,
    lpad(cast(extract(hour from snapshot_at) as string), 2, '0') as hour_of_day,
    case when status = 'built' then spaces else 0 end as built_spaces,
    case when status = 'planned' then spaces else 0 end as planned_spaces,
    opened_on as opened_day,
    coalesce(faults like '%,opened_on,%', false) as has_opening_fault,
    coalesce(faults like '%,occupied,%', false) as has_occupancy_fault
from accepted_parking_spaces
