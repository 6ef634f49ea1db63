-- The records behind each number of views/teams: of service, and of the register.
select
    file_id, row_number, area_code, served_day as day, team,
    case when not has_hours_fault then hours end as hours,
    concat(system, ' ', volunteer_id) as people,
    persons_served,
    null as members
from filtered('volunteer_hours', $filter_columns, $filter_values) as volunteer_hours
where area_code in (from inside($area)) and team is not null
    and served_day >= $start and served_day < $end
union all
select
    file_id, row_number, area_code, null as day, name as team,
    null as hours, null as people, null as persons_served, members
from organisations
where kind = 'volunteer_team' and area_code in (from inside($area))
