/*
key = "hours_per_volunteer"
title = { zh = "人均时长", en = "Hours per volunteer" }
unit = "hours per person"
unit_title = { zh = "小时/人", en = "hours per person" }
better = "up"
dataset = "volunteer_hours"
order = 330
grain = "one row per service record"
segments = ["team", "service_kind"]
time = "flow"
faults = ["hours"]
aggregate = "per_entity"
additive = false
decimals = 1
definition.zh = "期内志愿服务时长平均到每一名活跃志愿者。同一人在每个区域只计一人。一人由所属系统和志愿者编号区分。"
definition.en = "Volunteer hours of the period for each active volunteer. A person counts once in each area. A person is told apart by system and number."
formula.zh = "志愿服务时长 ÷ 活跃志愿者人数"
formula.en = "Volunteer hours ÷ active volunteers"
excludes.zh = "同一志愿者当日时长合计超过 24 小时的记录，分子、分母都不计。"
excludes.en = "Records of a day on which one volunteer has more than 24 hours in all: in neither numerator nor denominator."
version = 2
*/
select
    area_code,
    served_day as day,
    team,
    service_kind,
    concat(system, ' ', volunteer_id) as entity,
    hours as numerator,
    file_id,
    row_number
from volunteer_hours
where not has_hours_fault
