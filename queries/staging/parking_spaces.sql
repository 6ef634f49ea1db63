-- parking_spaces: one facility's state at one moment.
select
    *,
    cast(snapshot_at as date) as snapshot_day,
    opened_on as opened_day,
    coalesce(faults like '%,opened_on,%', false) as has_opening_fault,
    coalesce(faults like '%,occupied,%', false) as has_occupancy_fault
from accepted_parking_spaces
