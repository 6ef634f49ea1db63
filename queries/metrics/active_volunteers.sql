/*
key = "active_volunteers"
title = { zh = "活跃志愿者", en = "Active volunteers" }
unit = "persons"
better = "up"
because = { zh = "志愿服务靠人，来的人减少，服务难以持续。", en = "The service rests on people: where fewer come it will not last." }
dataset = "volunteer_hours"
order = 320
headline = true
grain = "one row per service record"
segments = ["team", "service_kind"]
time = "flow"
aggregate = "distinct"
additive = false
definition.zh = "期内至少有一条服务记录的志愿者人数。同一人服务多次、参加多支队伍、跨多个网格或社区，都只计一人，所以下级人数之和可以大于上级。一人由所属系统和志愿者编号区分。"
definition.en = "Volunteers with at least one service record in the period. A person counts once, however often, in however many teams, grid cells or communities: the areas below may add up to more than the area above. A person is told apart by system and number."
formula.zh = "期内服务记录中不同志愿者的人数"
formula.en = "Number of distinct volunteers among the service records in the period"
excludes.zh = "已注册但期内没有服务记录的志愿者。时长为零的记录仍表示到场服务，计入。"
excludes.en = "Registered volunteers without a record in the period. A record of zero hours still shows that the person came, and counts."
version = 2
*/
select
    area_code,
    served_day as day,
    team,
    service_kind,
    concat(system, ' ', volunteer_id) as entity,
    file_id,
    row_number
from volunteer_hours
