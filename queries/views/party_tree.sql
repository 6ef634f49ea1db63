-- From the grid branches to the neighbours, in the communities that have centre households: elsewhere
-- nobody works in this way, and the averages would say nothing.
with bodies as (
    select organisations.*, rollup.ancestor_code as community
    from organisations
    join area_rollup as rollup
        on rollup.area_code = organisations.area_code and rollup.level = 'community'
    where organisations.area_code in (
        select area_code from area_rollup where ancestor_code = $area
    )
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
