/*
key = "closure_rate_less_deferred"
title = { zh = "结案率（扣除延期件）", en = "Closure rate, deferred deducted" }
unit = "percent"
better = "up"
dataset = "issues"
order = 131
grain = "one row per issue due that was not deferred"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "due_at", "resolved_at"]
reach = "record"
settles = 30
alternatives = [["resolved_at", "status", "is_on_time_recorded"]]
additive = true
decimals = 1
scale = 100
variant_of = "closure_rate"
definition.zh = "办理时限在期内、没有延期的诉求中，截至数据生成时已经办结（含逾期办结）的比例。是“结案率”的另一种口径：延期件从分子、分母中都扣除。台账只记“已办结”而没有办结时间的也算办结。"
definition.en = "Of the issues due in the period that were not deferred, the share closed by the time of the data, late ones included. Another definition of the closure rate: deferred issues are deducted from both sides. One that the ledger says is closed without a time is closed."
formula.zh = "（已结案件数 − 其中延期件）÷（应结件数 − 延期件）× 100"
formula.en = "(Issues closed − those deferred) ÷ (issues due − those deferred) × 100"
excludes.zh = "延期件：分子、分母都不计，按时办结的延期件也不计，否则比率可能超过 100 %；没有记录是否延期的视为没有延期。重复件、已撤销的诉求；没有办理时限的诉求；已转办的诉求；办理时限或办结时间有误的诉求。"
excludes.en = "Deferred issues, from numerator and denominator alike: one closed in time is out as well, or the rate could exceed 100 %. Where nothing is recorded, an issue was not deferred. Duplicates and cancelled issues; issues without a due time; issues referred elsewhere; issues with a fault in their due or resolution time."
version = 2
*/
select
    area_code,
    due_day as day,
    channel,
    category,
    department,
    case when is_closed then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_time_fault
    and due_at is not null
    and (is_closed or not has_left)
    and not coalesce(is_deferred, false)
