-- Every compound of the register by name, with the community that it lies in; those of an area first.
select
    compounds.compound_code, compounds.name, compounds.area_code,
    coalesce(communities.name, areas.name) as community
from compounds
left join areas on areas.area_code = compounds.area_code
left join area_rollup as above
    on above.area_code = compounds.area_code and above.level = 'community'
left join areas as communities on communities.area_code = above.ancestor_code
order by
    compounds.area_code in (from inside($area)) desc, compounds.name, compounds.compound_code
