-- Three facilities in two grids, a snapshot a month; forty of them by the hour, one week a quarter.
with facilities as (
    select
        n, code_of(n * 2 // 3) as area_code, 20 + n % 150 as spaces,
        ['compound', 'lot', 'on_street', 'smart_lot', 'micro_lot'][1 + n % 5] as kind,
        case when n % 10 = 0 then ['老旧小区改造', '微空间改造', '错时共享'][1 + n // 10 % 3] end
        as programme,
        case when n % 10 = 0 then start + to_days(cast(days * roll(n, 'opened') as int)) end as opened
    from (select unnest(range(1500)) as n), plan
),
moments as (
    select start + to_months(cast(m as int)) + interval '12 hours' as taken, false as is_hourly
    from plan, (select unnest(range(120)) as m)
    union all
    select start + to_months(cast(3 * (h // 168) as int)) + to_hours(cast(24 + h % 168 as int)), true
    from plan, (select unnest(range(168 * 40)) as h)
)
select
    printf('TC%05d', n) as facility_id,
    strftime(taken, '%Y-%m-%d %H:%M:%S') as snapshot_at,
    printf('第%d停车场', n) as name,
    area_code, kind, programme,
    case when opened > taken then 'planned' else 'built' end as status,
    spaces,
    spaces // 12 as ev_spaces,
    case
        when not opened > taken or opened is null
            then cast(floor(spaces * (0.5 + 0.4 * cos((hour(taken) - 2) * pi() / 12) * roll(n, taken))) as int)
    end as occupied,
    case when not opened > taken or opened is null then spaces * (1 + n % 5) end as parkings,
    case when not opened > taken then strftime(opened, '%Y-%m-%d') end as opened_on
from facilities, moments, plan
where taken < start + to_days(cast(days as int)) and (not is_hourly or n % 37 = 5)
order by facility_id, snapshot_at
