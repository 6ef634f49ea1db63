/*
key = "whistle_wait_hours"
title = { zh = "吹哨到报到时长", en = "Whistle to report" }
unit = "hours"
better = "down"
dataset = "issues"
order = 146
grain = "one row per response to a dispatch"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["dispatched_at", "responded_at"]
aggregate = "quantile"
quantile = 0.5
additive = false
decimals = 1
definition.zh = "期内报到的诉求从派遣（吹哨）到部门报到所用的自然小时数，取中位数。"
definition.en = "Clock hours from dispatch (whistle) to the response of the department (report), of the responses in the period, at the median."
formula.zh = "（报到时间 − 派遣时间）的中位数，以小时计"
formula.en = "Median of response time − dispatch time, in hours"
excludes.zh = "重复件、已撤销的诉求；没有派遣或尚未报到的诉求；派遣或报到时间有误的诉求（包括报到早于派遣）。"
excludes.en = "Duplicates and cancelled issues; issues not dispatched or not yet responded to; faulty dispatch or response times (a response before its dispatch among them)."
version = 2
*/
select
    area_code,
    responded_day as day,
    channel,
    category,
    department,
    cast(date_diff('second', dispatched_at, responded_at) as double) / 3600 as observation,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_dispatch_fault
    and not has_response_fault
    and dispatched_at is not null
    and responded_at is not null
