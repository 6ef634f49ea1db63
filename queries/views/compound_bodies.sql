-- Who governs and serves a compound: its own bodies, the branch and gridders of its grid cell, and
-- what its community has for all its compounds.
with chosen as (
    select compounds.area_code, areas.ancestor_code as reach, areas.level
    from compounds
    join area_rollup as areas on areas.area_code = compounds.area_code
    where compounds.compound_code = $compound
)
select
    organisations.kind, organisations.name,
    case when organisations.compound_code is null then areas.name end as place,
    organisations.members, organisations.party_members
from organisations
left join chosen on chosen.reach = organisations.area_code
left join areas on areas.area_code = organisations.area_code
where organisations.compound_code = $compound
    or organisations.compound_code is null and (
        organisations.kind in ('grid_party_branch', 'full_time_gridder')
        and chosen.level = 'grid_cell'
        or organisations.kind in ('property_service_centre', 'environment_property_committee')
        and chosen.level = 'community'
    )
order by
    list_position([
        'grid_party_branch', 'owners_committee', 'self_management_committee',
        'property_service_centre', 'environment_property_committee', 'full_time_gridder'
    ], organisations.kind) nulls last,
    organisations.kind, organisations.name, organisations.organisation_id
limit $most
