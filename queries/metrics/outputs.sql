/*
key = "outputs"
title = { zh = "建设成果", en = "Outputs" }
unit = "of its own unit"
unit_title = { zh = "各自单位", en = "own unit" }
better = "neither"
dataset = "projects"
order = 565
grain = "one row per finished project with a quantity"
segments = ["quantity_unit", "kind", "programme"]
time = "flow"
apart = "quantity_unit"
faults = ["quantity", "finished_on"]
reach = "record"
alternatives = [["finished_on", "status"]]
additive = true
definition.zh = "期内完成的项目建成的数量，按计量单位分别相加：台、栋、处、个、平方米各算各的，从不相加，没有总数。"
definition.en = "What the projects finished in the period built, each unit of quantity by itself: machines, buildings, places, pieces and square metres are never added up, and there is no total."
formula.zh = "同一计量单位内，期内完成的项目的建设数量相加"
formula.en = "Sum of the quantity of projects finished in the period, within one unit"
excludes.zh = "没有数量、没有单位或数量为负的项目；未完成和已取消的项目。"
excludes.en = "Projects without a quantity or a unit, or with a negative one; those unfinished or dropped."
version = 1
*/
select
    area_code,
    done_day as day,
    quantity_unit,
    kind,
    programme,
    quantity as numerator,
    file_id,
    row_number
from projects
where done_day is not null
    and quantity is not null
    and quantity_unit is not null
    and not has_quantity_fault
