-- What the communities that keep a list of demands have at hand: venues, teams, people.
with communities as (
    select distinct units.unit as community
    from issues
    join units('community', $area) as units using (area_code)
    where issues.channel = 'demand_list'
)
select areas.name as area, organisations.name, organisations.kind, organisations.members
from organisations
join area_rollup as rollup
    on rollup.area_code = organisations.area_code and rollup.level = 'community'
join communities on communities.community = rollup.ancestor_code
left join areas on areas.area_code = organisations.area_code
where organisations.kind in ('venue', 'volunteer_team', 'arts_team', 'other')
order by organisations.kind = 'other', organisations.kind desc, organisations.name
limit $most
