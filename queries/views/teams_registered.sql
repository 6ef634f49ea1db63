-- Registered volunteer teams, by area of a level inside an area.
select rollup.ancestor_code as area_code, count(*) as teams
from organisations
join area_rollup as rollup on rollup.area_code = organisations.area_code
where rollup.level = $level
    and organisations.kind = 'volunteer_team'
    and organisations.area_code in (
        select area_code from area_rollup where ancestor_code = $area
    )
group by rollup.ancestor_code
