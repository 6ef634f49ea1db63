-- The compounds of an area, those without a committee of their own first, as the filters leave them.
with bodies as (
    select
        compound_code,
        count(*) filter (where kind = 'owners_committee') as owners,
        count(*) filter (where kind = 'self_management_committee') as own
    from organisations
    where compound_code is not null
    group by compound_code
)
select
    compounds.compound_code, compounds.name, areas.name as area, compounds.kind, compounds.is_old, compounds.buildings,
    compounds.households, coalesce(bodies.owners, 0) as owners, coalesce(bodies.own, 0) as own
from filtered('compounds', $filter_columns, $filter_values) as compounds
left join bodies using (compound_code)
left join areas on areas.area_code = compounds.area_code
where compounds.area_code in (from inside($area))
order by coalesce(bodies.owners, 0) + coalesce(bodies.own, 0) > 0, compounds.households desc nulls
    last, compounds.compound_code
limit $most
