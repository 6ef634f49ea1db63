-- meetings: one meeting.
select
    *,
    held_on as held_day,
    coalesce(faults like '%,votes_for,%', false) as has_vote_fault
from accepted_meetings
