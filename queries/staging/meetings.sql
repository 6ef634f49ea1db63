-- meetings: one meeting.
select
    *,
    held_on as held_day,
    coalesce(faults like '%,attendance,%', false) as has_attendance_fault,
    coalesce(faults like '%,votes_for,%' or faults like '%,votes_cast,%', false) as has_vote_fault
from accepted_meetings
