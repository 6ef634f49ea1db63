-- The meeting behind each number of views/votes.
select
    file_id, row_number, area_code, held_day as day, meeting_id, votes_cast, votes_for
from filtered('meetings', $filter_columns, $filter_values) as meetings
where held_day >= $start and held_day < $end
    and area_code in (from inside($area))
    and votes_cast > 0 and votes_for is not null and not has_vote_fault
