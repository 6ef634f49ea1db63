-- Branches and gridders in nearly every grid, twelve party households each, committees and teams.
with kinds(kind, title, many, share) as (
    values ('grid_party_branch', '网格党支部', 1, 0.9), ('full_time_gridder', '专职网格员', 1, 0.96),
    ('party_household', '党员中心户', 12, 1.0), ('owners_committee', '业主委员会', 1, 0.5),
    ('self_management_committee', '自管委员会', 1, 0.3), ('volunteer_team', '志愿服务队', 1, 0.4),
    ('venue', '议事场所', 1, 0.2), ('alliance_member', '联盟成员', 1, 0.3)
),
members as (
    select n, m, kind, title, share
    from (select unnest(range(1000)) as n), kinds, (select unnest(range(12)) as m)
    where m < many
)
select
    printf('ZZ-%s-%04d-%02d', kind, n, m) as organisation_id,
    printf('第%d网格%s%d', 1 + n, title, 1 + m) as name,
    code_of(n) as area_code,
    case when kind like '%committee' then printf('XQ%s%d', code_of(n)[7:], 1 + n % 2) end
    as compound_code,
    kind,
    3 + n % 20 as members,
    2 + n % 8 as party_members,
    case kind when 'party_household' then 20 + (n + m) % 20 end as households_linked,
    '2020-06-01' as founded_on
from members
where roll(n, kind) < share
order by organisation_id
