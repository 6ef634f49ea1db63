/*
key = "closure_rate_due_less_deferred"
title = { zh = "结案率（只从应结数扣除延期件）", en = "Closure rate, deferred deducted from those due" }
unit = "percent"
better = "up"
dataset = "issues"
order = 132
grain = "one row per issue due"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "due_at", "resolved_at"]
reach = "record"
settles = 30
alternatives = [["resolved_at", "status", "is_on_time_recorded"]]
is_share = false
additive = true
decimals = 1
scale = 100
variant_of = "closure_rate"
definition.zh = "办理时限在期内的诉求中截至数据生成时已经办结（含逾期办结）的件数（含延期件），与应结件数减去延期件数之比。是“结案率”的又一种口径：延期件只从分母扣除，按时办结的延期件仍计入分子，所以可能超过 100 %。台账只记“已办结”而没有办结时间的也算办结。"
definition.en = "Issues due in the period and closed by the time of the data, late ones included, deferred ones among them, against those due less the deferred. A third definition of the closure rate: deferred issues are deducted from the denominator only, and one of them closed in time stays in the numerator, so that it may exceed 100 %. One that the ledger says is closed without a time is closed."
formula.zh = "已结案件数 ÷（应结件数 − 延期件数）× 100"
formula.en = "Issues closed ÷ (issues due − those deferred) × 100"
excludes.zh = "没有记录是否延期的视为没有延期。重复件、已撤销的诉求；没有办理时限的诉求；已转办的诉求；办理时限或办结时间有误的诉求。"
excludes.en = "Where nothing is recorded, an issue was not deferred. Duplicates and cancelled issues; issues without a due time; issues referred elsewhere; issues with a fault in their due or resolution time."
version = 1
*/
select
    area_code,
    due_day as day,
    channel,
    category,
    department,
    case when is_closed then 1 else 0 end as numerator,
    case when is_deferred then 0 else 1 end as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_time_fault
    and due_at is not null
    and (is_closed or not has_left)
