-- Organisations by kind: how many, their people, and "red" owners' committees among them, which
-- the register tells by their name.
select
    organisations.kind, count(*) as organisations,
    count(distinct organisations.area_code) as areas,
    cast(sum(members) as bigint) as members,
    cast(sum(party_members) as bigint) as party_members,
    cast(sum(households_linked) as bigint) as households_linked,
    count(*) filter (where organisations.name like '红色业委会%') as red
from organisations
where area_code in (from inside($area))
group by all
order by organisations desc, organisations.kind
