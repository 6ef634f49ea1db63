-- The median of the days from the last meeting on a project to its end, of those ended in the period.
with spans as (
    select facts.file_id, facts.row_number, min(facts.finished_on - meetings.held_on) as days
    from facts
    join accepted_meetings as meetings
        on meetings.system = facts.system
        and meetings.project_id = facts.project_id
        and meetings.held_on <= facts.finished_on
    where facts.status is distinct from 'dropped'
        and not contains(facts.faults, ',finished_on,')
        and facts.finished_on >= $start and facts.finished_on < $end
    group by facts.file_id, facts.row_number
)

select median(days) as value
from spans
