/*
key = "resolution_hours_p90"
title = { zh = "办理时长九分位", en = "Time to resolve, 90th percentile" }
unit = "hours"
better = "down"
dataset = "issues"
order = 151
grain = "one row per resolved issue"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["resolved_at"]
aggregate = "quantile"
quantile = 0.9
additive = false
decimals = 1
definition.zh = "期内办结的诉求从受理到办结所用的自然小时数，取第九十百分位：十件诉求中有九件办得不比它慢。每一级区域都由逐件时长直接算出，不由下级的数推算。"
definition.en = "Clock hours from report to resolution of the issues resolved in the period, at the 90th percentile: nine in ten took no longer. Every level is computed from the issues themselves, never from the figures below it."
formula.zh = "（办结时间 − 受理时间）的第九十百分位，以小时计；落在两件之间时按比例取值"
formula.en = "90th percentile of resolution time − reporting time, in hours; interpolated where it falls between two issues"
excludes.zh = "重复件、已撤销的诉求；尚未办结的诉求；办结时间有误的诉求（时长为负的属于数据差错，标出而不参与计算）。"
excludes.en = "Duplicates and cancelled issues; open issues; issues whose resolution time is faulty (a negative duration is a data fault: flagged, never averaged)."
version = 2
*/
select
    area_code,
    resolved_day as day,
    channel,
    category,
    department,
    cast(date_diff('second', reported_at, resolved_at) as double) / 3600 as observation,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_resolution_fault
    and resolved_at is not null
