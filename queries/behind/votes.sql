-- The meeting behind each number of views/votes.
select
    file_id, row_number, area_code, held_day as day, meeting_id, votes_cast, votes_for
from meetings
where held_day >= $start and held_day < $end
    and area_code in (from inside($area))
    and ($only is null or coalesce(struct_extract(meetings, $only_column), '') = $only)
    and votes_cast > 0 and votes_for is not null and not has_vote_fault
