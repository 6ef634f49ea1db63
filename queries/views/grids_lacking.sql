-- Grids without a party branch or without a full-time gridder, of streets that register either.
with bodies as (
    select
        grids.ancestor_code as grid,
        count(*) filter (where organisations.kind = 'grid_party_branch') as branches,
        count(*) filter (where organisations.kind = 'full_time_gridder') as gridders
    from organisations
    join area_rollup as grids
        on grids.area_code = organisations.area_code and grids.level = 'grid_cell'
    where organisations.kind in ('grid_party_branch', 'full_time_gridder')
    group by grids.ancestor_code
),
judged as (
    select distinct area_code from metric_party_branch_coverage
)
select
    areas.name, above.name as community, areas.kind, areas.residents,
    coalesce(bodies.branches, 0) as branches, coalesce(bodies.gridders, 0) as gridders
from areas
join judged using (area_code)
left join areas as above on above.area_code = areas.parent_code
left join bodies on bodies.grid = areas.area_code
where areas.area_code in (from inside($area))
    and (coalesce(bodies.branches, 0) = 0 or coalesce(bodies.gridders, 0) = 0)
order by coalesce(bodies.branches, 0) + coalesce(bodies.gridders, 0), areas.area_code
limit $most
