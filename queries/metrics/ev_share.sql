/*
key = "ev_share"
title = { zh = "充电泊位占比", en = "Share of EV spaces" }
unit = "percent"
better = "up"
dataset = "parking_spaces"
order = 470
grain = "one row per state of a facility, on the days it begins and ends"
segments = ["kind", "programme"]
time = "stock"
additive = true
decimals = 1
scale = 100
definition.zh = "期末零时已建成泊位中，可充电的新能源泊位所占比例，取每处设施在期末之前最近一次统计的状态。"
definition.en = "Share of the built parking spaces at the midnight that ends the period where electric vehicles can be charged, by the latest snapshot of each facility before it."
formula.zh = "充电泊位 ÷ 现有泊位 × 100"
formula.en = "EV spaces ÷ parking spaces built × 100"
excludes.zh = "规划和停用的设施；没有填写充电泊位数的设施，分子、分母都不计：没填不等于没有。"
excludes.en = "Planned and closed facilities; facilities that do not state their EV spaces, in numerator and denominator: left blank is not none."
version = 1
*/
-- Each state leaves under the area and segments that it came with, so corrections leave no trace.
with states as (
    select *
    from parking_spaces
    where status = 'built'
        and ev_spaces is not null
),

events as (
    select *, snapshot_day as day, 1 as change
    from states
    union all
    select *, until_day as day, -1 as change
    from states
    where until_day is not null
)

select
    area_code,
    day,
    kind,
    programme,
    change * ev_spaces as numerator,
    change * spaces as denominator,
    file_id,
    row_number
from events
