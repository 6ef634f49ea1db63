-- What happened at a compound before a day, in its order, a row an event: complaints and those that
-- came back, visits, meetings, votes, projects, and what they led to. On one day a result stands
-- behind what it is the result of. Of more than $most the latest. Without $compound the events of
-- every compound.
with own as (
    select * from projects where coalesce(compound_code = $compound, compound_code is not null)
),
held as (
    select meetings.*, coalesce(meetings.compound_code, own.compound_code) as compound
    from meetings
    left join own on own.system = meetings.system and own.project_id = meetings.project_id
    where meetings.held_day < $end
),
told as (
    select issues.*, back.file_id is not null as is_back
    from issues
    left join metric_rebound_cycles as back using (file_id, row_number)
    where not issues.is_left_out and not issues.has_report_fault
),
events as (
    select
        compound_code as compound, case when is_back then 'rebound' else 'complaint' end as event,
        issue_id as record, reported_day as day, if(is_back, 7, 1) as step, category as what,
        null as project_id, null as kind, null as attendance, null as votes_for, null as votes_cast
    from told
    union all by name
    select
        compound_code as compound, 'result' as event, issue_id as record, resolved_day as day,
        if(is_back and resolved_day = reported_day, 8, 6) as step, category as what, 'issues' as kind
    from told
    where not has_resolution_fault
    union all by name
    select
        compound_code as compound, 'visit' as event, visit_id as record, visited_day as day,
        2 as step, visitor_role as kind
    from visits
    union all by name
    select
        compound, 'meeting' as event, meeting_id as record, held_day as day, 3 as step,
        topic as what, kind, case when not has_attendance_fault then attendance end as attendance
    from held
    union all by name
    select
        compound, 'vote' as event, meeting_id as record, held_day as day, 4 as step, topic as what,
        votes_for, votes_cast
    from held
    where votes_cast > 0 and votes_for is not null and not has_vote_fault
    union all by name
    select
        compound_code as compound, 'project' as event, project_id as record, listed_day as day,
        5 as step, name as what
    from own
    union all by name
    select
        compound_code as compound, 'result' as event, project_id as record, done_day as day,
        6 as step, name as what, 'projects' as kind
    from own
)
select
    compound, event, record, day, what, kind, attendance, votes_for, votes_cast, 1 as records
from (
    from events
    where day < $end and coalesce(compound = $compound, compound is not null)
    order by day desc, step desc, record desc
    limit $most
)
order by day, step, record
