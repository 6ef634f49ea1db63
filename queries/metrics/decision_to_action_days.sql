/*
key = "decision_to_action_days"
title = { zh = "议定到办结时长", en = "Decision to action" }
unit = "days"
better = "down"
dataset = "projects"
order = 540
grain = "one row per project finished that a meeting led to"
segments = ["programme", "kind"]
time = "flow"
faults = ["finished_on"]
aggregate = "quantile"
quantile = 0.5
optional = ["status"]
additive = false
definition.zh = "期内完成、且有会议议定的项目，从议定之日到完成之日的天数，取中位数。议定之日是同一系统里与该项目关联、且不晚于完成之日的最后一次会议；另一系统里相同的项目编号不是同一个项目。"
definition.en = "For projects finished in the period that a meeting had decided on: days from the decision to completion, the median. The decision is the last meeting on the project in the same system that was held no later than its completion; the same number in another system is another project."
formula.zh = "（完成日期 − 最后一次议定会议日期）的中位数，按天"
formula.en = "Median of completion date − date of the last meeting on it, in days"
excludes.zh = "没有关联会议的项目；会议都在完成之后的项目；没有完成日期或完成日期有误的项目；已取消的项目。"
excludes.en = "Projects without a meeting, or with meetings after their completion only; without a believable completion date; dropped."
version = 2
*/
with decided as (
    select
        projects.file_id,
        projects.row_number,
        max(meetings.held_day) as decided_day
    from meetings
    join projects
        on projects.system = meetings.system
        and projects.project_id = meetings.project_id
        and meetings.held_day <= projects.finished_day
    group by projects.file_id, projects.row_number
)

select
    projects.area_code,
    projects.finished_day as day,
    projects.programme,
    projects.kind,
    cast(date_diff('second', decided.decided_day, projects.finished_day) as double) / 86400
        as observation,
    projects.file_id,
    projects.row_number
from projects
join decided
    on decided.file_id = projects.file_id
    and decided.row_number = projects.row_number
where not projects.has_finish_fault
    and coalesce(projects.status <> 'dropped', true)
