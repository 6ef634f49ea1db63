-- Volunteer teams of an area: those that served in the window, those that ever served before its
-- end, and those registered there; hours of soundly recorded service in the window.
with served as (
    select
        system, team,
        sum(hours) filter (where served_day >= $start and not has_hours_fault) as hours,
        count(distinct volunteer_id) filter (where served_day >= $start) as people,
        sum(persons_served) filter (where served_day >= $start) as persons_served,
        max(served_day) as last_day
    from filtered('volunteer_hours', $filter_columns, $filter_values) as volunteer_hours
    where area_code in (from inside($area)) and served_day < $end and team is not null
    group by system, team
),
registered as (
    select name as team, max(members) as members, count(*) as entries
    from organisations
    where kind = 'volunteer_team' and area_code in (from inside($area))
        and (select count(*) from accepted_organisations) > 0
    group by name
)
select
    coalesce(served.team, registered.team) as team,
    hours, people, persons_served, last_day, members,
    registered.team is not null as is_registered
from served
full join registered on registered.team = served.team
where len(flatten($filter_values)) = 0 or served.people > 0
order by hours desc nulls last, team
limit $most
