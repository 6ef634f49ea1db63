/*
key = "demand_match_rate"
title = { zh = "需求对接率", en = "Demand match rate" }
unit = "percent"
better = "up"
dataset = "issues"
order = 570
grain = "one row per demand, on the days it is raised and answered by a project"
segments = ["category"]
time = "stock"
faults = ["reported_at"]
optional = ["status"]
additive = true
decimals = 1
scale = 100
definition.zh = "期末零时需求清单上已有的需求中，已经有项目对接的比例，自有记录以来累计。需求是来源渠道为“需求清单”的诉求；对接是同一系统有未取消的项目登记了这条需求的编号，自项目列入之日起算；另一系统里相同的编号不是同一条需求。"
definition.en = "Of the demands on the list by the midnight that ends the period, the share that a project answers by then, since records began. A demand is an issue whose channel is the demand list; a project of the same system answers it by naming its number, from the day the project is listed, unless dropped; the same number in another system is another demand."
formula.zh = "有项目对接的需求数 ÷ 需求数 × 100"
formula.en = "Demands with a project ÷ demands × 100"
excludes.zh = "其他渠道的诉求；重复件、已撤销的诉求；提出时间有误的需求；没有一个项目登记需求编号的系统。"
excludes.en = "Issues of other channels; duplicates and cancelled issues; demands with a faulty time of reporting; systems in which no project names a demand."
version = 2
*/
with answers as (
    select
        system, demand_issue_id,
        min(case when coalesce(status <> 'dropped', true) then listed_day end) as answered_day
    from projects
    where demand_issue_id is not null
    group by system, demand_issue_id
),

demands as (
    select
        issues.area_code, issues.category, issues.reported_day, answers.answered_day,
        issues.file_id, issues.row_number
    from issues
    left join answers
        on answers.system = issues.system and answers.demand_issue_id = issues.issue_id
    where issues.channel = 'demand_list' and not issues.is_left_out and not issues.has_report_fault
        and issues.system in (select system from answers)
),

events as (
    select *, reported_day as day, 0 as answered, 1 as raised
    from demands
    union all
    select *, greatest(reported_day, answered_day) as day, 1 as answered, 0 as raised
    from demands
    where answered_day is not null
)

select
    area_code, day, category, answered as numerator, raised as denominator, file_id, row_number
from events
