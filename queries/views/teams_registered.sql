-- Registered volunteer teams, by area of a level inside an area.
select units.unit as area_code, count(*) as teams
from organisations
join units($level, $area) as units using (area_code)
where organisations.kind = 'volunteer_team'
group by units.unit
order by units.unit
