-- The latest meetings of an area before a day.
select
    held_day, areas.name as area_name, meetings.kind, topic, step,
    case when not has_attendance_fault then attendance end as attendance,
    case when not has_vote_fault then votes_for end as votes_for,
    case when not has_vote_fault then votes_cast end as votes_cast
from meetings
left join areas on areas.area_code = meetings.area_code
where held_day < $end
    and coalesce(meetings.area_code, 'unspecified') in (from inside($area))
order by held_day desc, meeting_id desc
limit $most
