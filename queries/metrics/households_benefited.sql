/*
key = "households_benefited"
title = { zh = "惠及户数", en = "Households benefited" }
unit = "households"
better = "neither"
dataset = "projects"
order = 560
grain = "one row per finished project with households"
segments = ["programme", "kind"]
time = "flow"
apart = "programme"
faults = ["households_benefited", "finished_on"]
reach = "record"
alternatives = [["finished_on", "status"]]
additive = true
definition.zh = "期内完成的项目惠及的户数，按所属行动分别相加。同一户可能受惠于几个行动，所以各行动之间从不相加，没有总数；同一行动内，受惠于两个项目的户计两次。"
definition.en = "Households that benefit from the projects finished in the period, each programme by itself. A household may benefit from several programmes, so they are never added up and there is no total; within a programme a household served by two projects counts twice."
formula.zh = "同一行动内，期内完成的项目的惠及户数相加"
formula.en = "Sum of households benefited of the projects finished in the period, within one programme"
excludes.zh = "没有登记户数或户数为负的项目；未完成和已取消的项目。"
excludes.en = "Projects without a number of households, or with a negative one; those unfinished or dropped."
version = 1
*/
select
    area_code,
    done_day as day,
    programme,
    kind,
    households_benefited as numerator,
    file_id,
    row_number
from projects
where done_day is not null
    and households_benefited is not null
    and not has_benefit_fault
