/*
key = "issues_resolved"
title = { zh = "办结量", en = "Issues resolved" }
unit = "issues"
better = "neither"
dataset = "issues"
order = 120
grain = "one row per issue resolved"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["resolved_at"]
reach = "record"
additive = true
headline = true
definition.zh = "期内办结的诉求件数，以办结时间为准，不论何时受理、是否按期。"
definition.en = "Issues resolved in the period, by the time of resolution, whenever they were reported and whether or not in time."
formula.zh = "办结时间在期内的诉求件数"
formula.en = "Number of issues whose resolution time lies in the period"
excludes.zh = "重复件、已撤销的诉求；尚未办结的诉求；办结时间有误的诉求（如早于受理时间、晚于数据生成时间）。只有办理时限有误的仍然计入。"
excludes.en = "Duplicates and cancelled issues; open issues; issues whose resolution time is faulty (before reporting, or in the future). A fault in the due time alone does not exclude."
version = 2
*/
select
    area_code,
    resolved_day as day,
    channel,
    category,
    department,
    1 as numerator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_resolution_fault
    and resolved_at is not null
