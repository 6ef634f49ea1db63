-- A meeting a week in every community; half of them vote, a third lead to a project.
with meetings as (
    select n, w, start + to_days(cast(7 * w + n % 7 as int)) as held, 20 + (n + w) % 60 as people
    from plan, (select unnest(range(100)) as n), (select unnest(range(days // 7)) as w)
)
select
    printf('YS%03d%04d', n, w) as meeting_id,
    strftime(held, '%Y-%m-%d') as held_on,
    code_of(n * 10)[:12] as area_code,
    ['consultation', 'branch', 'joint', 'owners', 'party_lecture'][1 + (n + w) % 5] as kind,
    ['议事亭', '红色议事厅', '网上议事'][1 + w % 3] as platform,
    ['停车', '加装电梯', '环境整治', '楼道充电'][1 + w % 4] as topic,
    ['residents_raise', 'branch_deliberates', 'community_acts'][1 + w % 3] as step,
    people as attendance,
    case when w % 2 = 0 then people end as votes_cast,
    case when w % 2 = 0 then cast(floor(people * (0.6 + 0.4 * roll(n, w))) as int) end as votes_for,
    case when w % 3 = 0 then printf('XM%03d%03d', n, w // 3) end as project_id
from meetings
order by meeting_id
