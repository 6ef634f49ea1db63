/*
key = "service_person_times"
title = { zh = "服务人次", en = "Person-times served" }
unit = "person-times"
better = "neither"
dataset = "volunteer_hours"
order = 370
grain = "one row per service record that says how many it served"
segments = ["team", "service_kind"]
time = "flow"
reach = "record"
needs_rows = true
additive = true
definition.zh = "期内志愿服务对象的人次。同一个人受助两次计两人次。"
definition.en = "Persons served by volunteers in the period, each time anew. The same person helped twice is two."
formula.zh = "期内各条服务记录的服务人次之和"
formula.en = "Sum of the person-times served of the service records in the period"
excludes.zh = "没有填写服务人次的记录：没填不等于零；一条都没有填的区域显示无数据。人次从不折算为小时。"
excludes.en = "Records that do not say how many were served: left blank is not zero, and an area where none says so has no data. Person-times are never turned into hours."
version = 1
*/
select
    area_code,
    served_day as day,
    team,
    service_kind,
    persons_served as numerator,
    file_id,
    row_number
from volunteer_hours
where persons_served is not null
