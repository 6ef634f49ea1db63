-- areas: the hierarchy that every fact hangs on.
select
    *,
    coalesce(faults like '%,residents,%', false) as has_resident_fault,
    coalesce(faults like '%,households,%', false) as has_household_fault
from accepted_areas
