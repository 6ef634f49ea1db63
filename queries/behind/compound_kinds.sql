-- The compounds behind each number of views/compound_kinds.
with branches as (
    select distinct rollup.ancestor_code as grid
    from organisations
    join area_rollup as rollup
        on rollup.area_code = organisations.area_code and rollup.level = 'grid_cell'
    where organisations.kind = 'grid_party_branch'
),

bodies as (select distinct compound_code, kind from organisations where compound_code is not null)

select
    compounds.file_id, compounds.row_number, compounds.area_code, null as day, compounds.kind,
    1 as compounds,
    case when is_old then 1 end as old,
    case when not has_household_fault then households end as households,
    case when grids.ancestor_code in (from branches) then 1 end as with_branch,
    case
        when (compound_code, 'owners_committee') in (select (compound_code, kind) from bodies)
            then 1
    end as with_owners,
    case
        when (compound_code, 'self_management_committee') in (
            select (compound_code, kind) from bodies
        )
            then 1
    end as with_own
from compounds
left join area_rollup as grids
    on grids.area_code = compounds.area_code and grids.level = 'grid_cell'
where compounds.area_code in (from inside($area))
