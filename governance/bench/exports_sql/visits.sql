-- The visits of `numbers` made before $until; one in 997 has each fault.
with known as (
    select i, moment(i, 8, 20) as visited_at, cast(floor(400 * roll(i, 'home')) as int) as home
    from numbers
),
rows as (
    select * from known
    union all
    select * from known where i % 997 = 5
)
select
    printf('ZF%09d', i) as 走访编号,
    strftime(visited_at, '%Y-%m-%d %H:%M') as 走访时间,
    case i % 997 when 2 then '990009999001' else grid_code(i) end as 网格编码,
    compound_code(i) as 小区编码,
    printf('H%s%03d', grid_code(i)[7:], home) as 户编号,
    printf('W%04d', cast(floor(2000 * roll(i, 'who')) as int)) as 走访人,
    case
        when roll(i, 'role') < 0.6 then '专职网格员'
        when roll(i, 'role') < 0.8 then '兼职网格员'
        when roll(i, 'role') < 0.9 then '下沉干部'
        else '志愿者'
    end as 身份,
    case i % 997 when 1 then 0 else 1 + cast(floor(4 * pow(roll(i, 'persons'), 3)) as int) end as 人次,
    ['日常走访', '安全检查', '政策宣传', '矛盾排查'][1 + cast(floor(4 * roll(i, 'why')) as int)] as 事由,
    case
        when home % 20 = 0
            then ['elderly_child', 'disabled', 'major_illness', 'special_hardship'][1 + home // 20 % 4]
    end as 重点人员,
    case when roll(i, 'found') < 0.1 then 1 else 0 end as 发现问题数,
    case i % 997 when 3 then 106.55 else round(106.4 + 0.3 * roll(i, 'x'), 6) end as 经度,
    case i % 997 when 3 then 29.56 else round(29.4 + 0.3 * roll(i, 'y'), 6) end as 纬度
from rows
where visited_at < $until
order by i
