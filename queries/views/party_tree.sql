-- From the grid branches to the neighbours, in the communities that have centre households: elsewhere
-- nobody works in this way, and the averages would say nothing.
with bodies as (
    select organisations.*, units.unit as community
    from organisations
    join units('community', $area) as units using (area_code)
),
known as (
    select * from bodies
    where community in (select community from bodies where kind = 'party_household')
)
select
    count(*) filter (where kind = 'grid_party_branch') as branches,
    count(*) filter (where kind = 'party_household') as centres,
    cast(sum(party_members) filter (where kind = 'party_household') as bigint) as members,
    cast(sum(households_linked) filter (where kind = 'party_household') as bigint) as neighbours
from known
