-- A project every three weeks in every community, of which two in three are done.
with projects as (
    select
        n, p, start + to_days(cast(21 * p + n % 21 as int)) as listed,
        start + to_days(cast(21 * p + n % 21 + 20 + 200 * roll(n, p) as int)) as finished,
        start + to_days(cast(days as int)) as until
    from plan, (select unnest(range(100)) as n), (select unnest(range(days // 21)) as p)
)
select
    printf('XM%03d%03d', n, p) as project_id,
    printf('第%d社区第%d号项目', 1 + n, 1 + p) as name,
    code_of(n * 10)[:12] as area_code,
    ['老旧小区改造', '民生实事', '微更新'][1 + p % 3] as programme,
    ['电梯', '管网', '绿化', '路灯'][1 + p % 4] as kind,
    case when finished < until and roll(p, n) < 0.9 then 'done' else 'in_progress' end as status,
    strftime(listed, '%Y-%m-%d') as listed_on,
    case when finished < until and roll(p, n) < 0.9 then strftime(finished, '%Y-%m-%d') end
    as finished_on,
    5000 * (1 + (n + p) % 200) as cost_yuan,
    10 * (1 + (n + p) % 60) as households_benefited,
    1 + (n * p) % 12 as quantity,
    ['台', '栋', '处', '个'][1 + p % 4] as quantity_unit,
    case when p % 2 = 0 then printf('GD%09d', 1000 * (n * 97 + p) + 7) end as demand_issue_id
from projects
where listed < until
order by project_id
