-- volunteer_hours: one service record of one volunteer; the day is served_on.
select
    *,
    served_on as served_day,
    coalesce(faults like '%,hours,%', false) as has_hours_fault
from accepted_volunteer_hours
