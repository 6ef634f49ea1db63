/*
key = "hours_per_1000"
title = { zh = "千人志愿时长", en = "Volunteer hours per 1,000 residents" }
unit = "hours per 1,000 residents"
unit_title = { zh = "小时/千人", en = "hours per 1,000 residents" }
better = "up"
dataset = "volunteer_hours"
order = 340
grain = "one row per service record"
segments = ["team", "service_kind"]
time = "flow"
faults = ["hours"]
reach = "record"
additive = true
per = "residents"
scale = 1000
decimals = 1
definition.zh = "期内平均每一千名常住居民的志愿服务小时数。不按月折算：期间越长，数值越大。"
definition.en = "Volunteer hours of the period for every thousand residents. It is not brought to a month: the longer the period, the larger the figure."
formula.zh = "志愿服务时长 ÷ 常住人口 × 1000"
formula.en = "Volunteer hours ÷ residents × 1,000"
excludes.zh = "同一志愿者当日时长合计超过 24 小时的记录。没有常住人口数的区域不计算。"
excludes.en = "Records of a day on which one volunteer has more than 24 hours in all. An area without a number of residents has no value."
version = 1
*/
select
    area_code,
    served_day as day,
    team,
    service_kind,
    hours as numerator,
    file_id,
    row_number
from volunteer_hours
where not has_hours_fault
