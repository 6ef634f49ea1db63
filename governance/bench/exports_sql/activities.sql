-- An activity a month in every community.
select
    printf('HD%03d%03d', n, m) as activity_id,
    strftime(start + to_months(cast(m as int)) + to_days(cast(n % 28 as int)), '%Y-%m-%d') as held_on,
    code_of(n * 10)[:12] as area_code,
    ['培训', '文体', '服务日'][1 + m % 3] as kind,
    printf('第%d次活动', 1 + m) as name,
    1 + n % 3 as sessions,
    30 + n as person_times
from plan, (select unnest(range(100)) as n), (select unnest(range(120)) as m)
where start + to_months(cast(m as int)) + to_days(cast(n % 28 as int)) < start + to_days(cast(days as int))
order by activity_id
