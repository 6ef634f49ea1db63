-- One district, 10 streets, 100 communities, 1,000 grids.
with grids as (select unnest(range(1000)) as n),
areas as (
    select '990001' as area_code, '示例区' as name, 'district' as level, null as parent_code
    union all
    select distinct printf('990001%03d', 1 + n // 100), printf('示例%d街道', 1 + n // 100),
        'street_office', '990001'
    from grids
    union all
    select distinct printf('990001%03d%03d', 1 + n // 100, 1 + n // 10 % 10),
        printf('示例%d街道第%d社区', 1 + n // 100, 1 + n // 10 % 10),
        'community', printf('990001%03d', 1 + n // 100)
    from grids
    union all
    select printf('990001%03d%03d%03d', 1 + n // 100, 1 + n // 10 % 10, 1 + n % 10),
        printf('第%d网格', 1 + n),
        'grid_cell', printf('990001%03d%03d', 1 + n // 100, 1 + n // 10 % 10)
    from grids
)
select
    area_code, name, level, parent_code,
    case level when 'grid_cell' then 300 + hash(area_code) % 200 end as households,
    case level when 'grid_cell' then 800 + hash(area_code) % 500 end as residents,
    case level when 'grid_cell' then 15 + hash(area_code) % 10 end as key_group_households,
    case level when 'grid_cell' then 'residential' when 'community' then 'community' end as kind
from areas
order by area_code
