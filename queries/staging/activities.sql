-- activities: one activity, perhaps of several sessions; the day is held_on.
select
    *,
    held_on as held_day
from accepted_activities
