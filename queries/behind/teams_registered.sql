-- The registered teams behind each number of views/teams_registered.
select
    file_id, row_number, area_code, null as day, 1 as teams
from organisations
where kind = 'volunteer_team' and area_code in (from inside($area))
