/*
key = "points_earned"
title = { zh = "志愿积分", en = "Points earned" }
unit = "points"
better = "neither"
dataset = "volunteer_hours"
order = 380
grain = "one row per service record with points"
segments = ["team", "service_kind"]
time = "flow"
reach = "record"
needs_rows = true
additive = true
definition.zh = "期内志愿者获得的积分之和，不减去已兑换的积分。各地积分规则不同，不同规则的积分不宜相比。"
definition.en = "Points that volunteers earned in the period; points spent are not taken away. Places award points by their own rules: points of different rules are not comparable."
formula.zh = "期内各条服务记录的积分之和"
formula.en = "Sum of the points of the service records in the period"
excludes.zh = "没有积分的记录：没填不等于零；没有积分台账的区域显示无数据。"
excludes.en = "Records without points: left blank is not zero, and an area whose ledger has no points has no data."
version = 1
*/
select
    area_code,
    served_day as day,
    team,
    service_kind,
    points as numerator,
    file_id,
    row_number
from volunteer_hours
where points is not null
