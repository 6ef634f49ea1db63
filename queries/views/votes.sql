-- The meetings of a period with a sound vote, the largest first, as the filters leave them.
select
    meetings.held_day, areas.name as area, compounds.name as compound, meetings.kind,
    meetings.topic, compounds.compound_code, meetings.meeting_id, meetings.votes_cast, meetings.votes_for,
    meetings.votes_for = meetings.votes_cast as is_unanimous
from filtered('meetings', $filter_columns, $filter_values) as meetings
left join areas on areas.area_code = meetings.area_code
left join compounds on compounds.compound_code = meetings.compound_code
where meetings.held_day >= $start and meetings.held_day < $end
    and meetings.area_code in (from inside($area))
    and meetings.votes_cast > 0 and meetings.votes_for is not null and not meetings.has_vote_fault
order by meetings.votes_cast desc, meetings.held_day desc, meetings.meeting_id
limit $most
