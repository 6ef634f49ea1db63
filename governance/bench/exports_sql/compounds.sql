-- Two compounds a grid, of every kind.
select
    printf('XQ%s%d', code_of(n)[7:], m) as compound_code,
    printf('第%d网格%d号院', 1 + n, m) as name,
    code_of(n) as area_code,
    ['property_managed', 'three_no', 'resettlement', 'other'][1 + cast(floor(4 * pow(roll(n, m), 2)) as int)] as kind,
    case when roll(n * 10 + m, 'old') < 0.3 then '是' else '否' end as is_old,
    3 + n % 9 as buildings,
    3 * (3 + n % 9) as building_units,
    150 + 10 * (n % 10) as households,
    400 + 30 * (n % 10) as residents
from (select unnest(range(1000)) as n), (select unnest(range(1, 3)) as m)
order by compound_code
