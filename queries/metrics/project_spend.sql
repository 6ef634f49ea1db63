/*
key = "project_spend"
title = { zh = "项目支出", en = "Project spend" }
unit = "yuan"
better = "neither"
dataset = "projects"
order = 550
grain = "one row per finished project with a cost"
segments = ["programme", "kind"]
time = "flow"
faults = ["cost_yuan", "finished_on"]
reach = "record"
alternatives = [["finished_on", "status"]]
additive = true
definition.zh = "期内完成的项目的投资额之和，全额计在完成之日。台账只有一个投资额、没有付款日期：完成之前它是计划，完成之后才算支出。标为已完成而没有可信完成日期的项目，计在列入之日。"
definition.en = "Cost of the projects finished in the period, in full on the day of completion. A register has one amount and no dates of payment: before completion it is a plan, and spent only then. What is marked done without a believable date counts on the day it was listed."
formula.zh = "期内完成的项目的投资额（元）相加"
formula.en = "Sum of the cost, in yuan, of projects finished in the period"
excludes.zh = "没有登记投资额或投资额为负的项目；未完成和已取消的项目。"
excludes.en = "Projects without a cost, or with a negative one; those unfinished or dropped."
version = 1
*/
select
    area_code,
    done_day as day,
    programme,
    kind,
    cost_yuan as numerator,
    file_id,
    row_number
from projects
where done_day is not null
    and cost_yuan is not null
    and not has_cost_fault
