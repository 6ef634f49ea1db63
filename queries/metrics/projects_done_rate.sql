/*
key = "projects_done_rate"
title = { zh = "项目完成率", en = "Project completion rate" }
unit = "percent"
better = "up"
dataset = "projects"
order = 510
grain = "one row per project, on the days it is listed and done"
segments = ["programme", "kind"]
time = "stock"
faults = ["finished_on"]
reach = "record"
headline = true
alternatives = [["finished_on", "status"]]
additive = true
decimals = 1
scale = 100
definition.zh = "期末零时已列入的项目中，已经完成的比例，自有记录以来累计。标为已完成而没有可信完成日期的项目，从列入之日起算作完成。"
definition.en = "Of the projects listed by the midnight that ends the period, the share finished by then, since records began. A project marked done without a believable completion date counts as done from the day it was listed."
formula.zh = "已完成项目数 ÷ 已列入项目数 × 100"
formula.en = "Projects finished ÷ projects listed × 100"
excludes.zh = "已取消的项目，分子、分母都不计。"
excludes.en = "Dropped projects: in neither numerator nor denominator."
version = 1
*/
with listed as (
    select area_code, programme, kind, file_id, row_number, listed_day, done_day
    from projects
    where coalesce(status <> 'dropped', true)
),

events as (
    select *, listed_day as day, 0 as done, 1 as listed
    from listed
    union all
    select *, done_day as day, 1 as done, 0 as listed
    from listed
    where done_day is not null
)

select
    area_code,
    day,
    programme,
    kind,
    done as numerator,
    listed as denominator,
    file_id,
    row_number
from events
