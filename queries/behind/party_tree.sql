-- The entries of the register behind each number of views/party_tree.
with bodies as (
    select organisations.*, units.unit as community
    from organisations
    join units('community', $area) as units using (area_code)
)

select
    file_id, row_number, area_code, null as day,
    case when kind = 'grid_party_branch' then 1 end as branches,
    case when kind = 'party_household' then 1 end as centres,
    case when kind = 'party_household' then party_members end as members,
    case when kind = 'party_household' then households_linked end as neighbours
from bodies
where community in (select community from bodies where kind = 'party_household')
