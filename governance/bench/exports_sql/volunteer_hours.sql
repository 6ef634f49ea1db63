-- The records of `numbers`: fifty thousand volunteers in three hundred teams.
select
    printf('ZY%09d', i) as record_id,
    strftime(moment(i, 8, 20), '%Y-%m-%d') as served_on,
    grid_code(i) as area_code,
    printf('P%06d', cast(floor(50000 * pow(roll(i, 'who'), 2)) as int)) as volunteer_id,
    printf('第%d志愿队', cast(floor(300 * roll(i, 'team')) as int)) as team,
    ['巡逻', '助老', '环保', '文体'][1 + cast(floor(4 * roll(i, 'what')) as int)] as service_kind,
    0.5 * (1 + cast(floor(7 * roll(i, 'hours')) as int)) as hours,
    cast(floor(8 * roll(i, 'served')) as int) as persons_served,
    5 * (1 + cast(floor(7 * roll(i, 'hours')) as int)) as points
from numbers
order by i
