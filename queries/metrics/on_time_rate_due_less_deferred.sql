/*
key = "on_time_rate_due_less_deferred"
title = { zh = "按期结案率（只从应结数扣除延期件）", en = "On-time closure rate, deferred deducted from those due" }
unit = "percent"
better = "up"
dataset = "issues"
order = 135
grain = "one row per issue due"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "due_at", "resolved_at"]
reach = "record"
alternatives = [["due_at", "is_on_time_recorded", "is_overdue_recorded"], ["resolved_at", "is_on_time_recorded", "is_overdue_recorded"]]
is_share = false
additive = true
decimals = 1
scale = 100
variant_of = "on_time_rate"
definition.zh = "办理时限在期内的诉求中在时限之前或正好在时限办结的件数（含延期件），与应结件数减去延期件数之比。是“按期结案率”的又一种口径：延期件只从分母扣除，按时办结的延期件仍计入分子，所以可能超过 100 %。按办理时限和办结时间判定；缺其中之一的，以台账记录的“是否按期办结”或“是否超期”为准，没有时限的按办结日期、再按受理日期计。"
definition.en = "Issues due in the period and closed before or exactly at their due time, deferred ones among them, against those due less the deferred. A third definition of the on-time closure rate: deferred issues are deducted from the denominator only, and one of them closed in time stays in the numerator, so that it may exceed 100 %. Judged by due and resolution time; where one of them is absent, by what the ledger records as on time or overdue, which without a due time counts on the day of resolution, else of reporting."
formula.zh = "按期结案件数 ÷（应结件数 − 延期件数）× 100"
formula.en = "Issues closed at or before their due time ÷ (issues due − those deferred) × 100"
excludes.zh = "没有记录是否延期的视为没有延期。重复件、已撤销的诉求；没有办理时限也没有记录的诉求；有时限、已办结或已转办而不知何时、也没有记录的诉求；办理时限或办结时间有误的诉求。"
excludes.en = "Where nothing is recorded, an issue was not deferred. Duplicates and cancelled issues; issues with neither a due time nor a record; issues closed or referred nobody knows when, without a record; issues with a fault in their due or resolution time."
version = 1
*/
select
    area_code,
    due_day as day,
    channel,
    category,
    department,
    case when is_on_time then 1 else 0 end as numerator,
    case when is_deferred then 0 else 1 end as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_time_fault
    and is_on_time is not null
