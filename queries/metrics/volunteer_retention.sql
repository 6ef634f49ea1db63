/*
key = "volunteer_retention"
title = { zh = "志愿者留存率", en = "Volunteer retention" }
unit = "percent"
better = "up"
dataset = "volunteer_hours"
order = 350
grain = "one row per service record"
segments = ["team", "service_kind"]
time = "flow"
aggregate = "retained"
additive = false
decimals = 1
scale = 100
definition.zh = "上一期（同样长的前一段时间）活跃的志愿者中，本期仍然活跃的比例。活跃指至少有一条服务记录。换到别的区域服务的人，在原区域算作没有留下，在上级区域算作留下。期间长短影响结果，只宜同长度相比。一人由所属系统和志愿者编号区分。"
definition.en = "Of the volunteers active in the period before (of the same length), the share still active in this one. Active means at least one service record. Somebody who now serves in another area has left the first one, but not the area above both. The figure depends on the period's length: compare equal lengths only. A person is told apart by system and number."
formula.zh = "两期都活跃的志愿者 ÷ 上一期活跃的志愿者 × 100"
formula.en = "Volunteers active in both periods ÷ volunteers active in the period before × 100"
excludes.zh = "上一期没有服务记录的新志愿者。上一期无人活跃时不计算。"
excludes.en = "New volunteers, who have no record in the period before. Without anybody active then there is no value."
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
