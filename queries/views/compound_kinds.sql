-- Compounds by kind, and what governs each: its own committees, and a party branch of its grid.
with bodies as (
    select
        compound_code,
        bool_or(kind = 'owners_committee') as has_owners,
        bool_or(kind = 'self_management_committee') as has_own
    from organisations
    where compound_code is not null
    group by compound_code
),
branches as (
    select distinct rollup.ancestor_code as grid
    from organisations
    join area_rollup as rollup
        on rollup.area_code = organisations.area_code and rollup.level = 'grid_cell'
    where organisations.kind = 'grid_party_branch'
)
select
    compounds.kind, count(*) as compounds,
    count(*) filter (where compounds.is_old) as old,
    cast(sum(compounds.households) filter (where not compounds.has_household_fault) as bigint)
        as households,
    count(*) filter (where branches.grid is not null) as with_branch,
    count(*) filter (where bodies.has_owners) as with_owners,
    count(*) filter (where bodies.has_own) as with_own
from compounds
left join bodies using (compound_code)
left join area_rollup as grids
    on grids.area_code = compounds.area_code and grids.level = 'grid_cell'
left join branches on branches.grid = grids.ancestor_code
where compounds.area_code in (from inside($area))
group by compounds.kind
order by compounds desc, compounds.kind
