-- Owners' committees that the register calls red, with their share of party members.
select
    organisations.name, areas.name as area, compounds.name as compound,
    compounds.compound_code, organisations.members, organisations.party_members,
    organisations.party_members / nullif(organisations.members, 0) as share
from organisations
left join areas on areas.area_code = organisations.area_code
left join compounds on compounds.compound_code = organisations.compound_code
where organisations.kind = 'owners_committee' and organisations.name like '红色业委会%'
    and organisations.area_code in (from inside($area))
order by share desc nulls last, organisations.name
limit $most
