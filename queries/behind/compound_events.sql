-- The record behind each event of views/compound_events.
with own as (
    select * from projects where coalesce(compound_code = $compound, compound_code is not null)
),

held as (
    select meetings.*, coalesce(meetings.compound_code, own.compound_code) as compound
    from meetings
    left join own on own.system = meetings.system and own.project_id = meetings.project_id
),

told as (
    select issues.*, back.file_id is not null as is_back
    from issues
    left join metric_rebound_cycles as back using (file_id, row_number)
    where not issues.is_left_out and not issues.has_report_fault
),

events as (
    select
        file_id, row_number, area_code, compound_code as compound,
        if(is_back, 'rebound', 'complaint') as event, issue_id as record, reported_day as day
    from told
    union all
    select file_id, row_number, area_code, compound_code, 'result', issue_id, resolved_day
    from told
    where not has_resolution_fault
    union all
    select file_id, row_number, area_code, compound_code, 'visit', visit_id, visited_day
    from visits
    union all
    select file_id, row_number, area_code, compound, 'meeting', meeting_id, held_day
    from held
    union all
    select file_id, row_number, area_code, compound, 'vote', meeting_id, held_day
    from held
    where votes_cast > 0 and votes_for is not null and not has_vote_fault
    union all
    select file_id, row_number, area_code, compound_code, 'project', project_id, listed_day
    from own
    union all
    select file_id, row_number, area_code, compound_code, 'result', project_id, done_day
    from own
)

select file_id, row_number, area_code, day, compound, event, record, 1 as records
from events
where day < $end and coalesce(compound = $compound, compound is not null)
