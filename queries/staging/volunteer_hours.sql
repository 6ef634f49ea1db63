-- volunteer_hours: one service record of one volunteer; the day is served_on.
select
    *,
    served_on as served_day
from accepted_volunteer_hours
