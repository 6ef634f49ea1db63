/*
key = "volunteer_hours"
title = { zh = "志愿服务时长", en = "Volunteer hours" }
unit = "hours"
better = "up"
because = { zh = "时长是居民得到的服务，减少就是服务减少。", en = "Hours are the service that residents get: fewer are less service." }
dataset = "volunteer_hours"
order = 310
headline = true
grain = "one row per service record"
segments = ["team", "service_kind"]
time = "flow"
faults = ["hours"]
reach = "record"
additive = true
decimals = 1
definition.zh = "期内志愿者服务的小时数之和。两名志愿者各服务两小时计四小时。"
definition.en = "Hours served by volunteers in the period, added up. Two volunteers serving two hours each make four."
formula.zh = "期内各条服务记录的时长之和"
formula.en = "Sum of the hours of the service records in the period"
excludes.zh = "同一志愿者当日时长合计超过 24 小时的记录；服务人次从不折算为小时。"
excludes.en = "Records of a day on which one volunteer has more than 24 hours in all. Person-times are never turned into hours."
version = 2
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
