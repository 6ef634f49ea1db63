/*
key = "on_time_rate_less_deferred"
title = { zh = "按期结案率（扣除延期件）", en = "On-time closure rate, deferred deducted" }
unit = "percent"
better = "up"
dataset = "issues"
order = 134
grain = "one row per issue due that was not deferred"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "due_at", "resolved_at"]
reach = "record"
alternatives = [["due_at", "is_on_time_recorded", "is_overdue_recorded"], ["resolved_at", "is_on_time_recorded", "is_overdue_recorded"]]
additive = true
decimals = 1
scale = 100
variant_of = "on_time_rate"
definition.zh = "办理时限在期内、没有延期的诉求中，在时限之前或正好在时限办结的比例。是“按期结案率”的另一种口径：延期件从分子、分母中都扣除。按办理时限和办结时间判定；缺其中之一的，以台账记录的“是否按期办结”或“是否超期”为准，没有时限的按办结日期、再按受理日期计。"
definition.en = "Of the issues due in the period that were not deferred, the share closed before or exactly at their due time. Another definition of the on-time closure rate: deferred issues are deducted from both sides. Judged by due and resolution time; where one of them is absent, by what the ledger records as on time or overdue, which without a due time counts on the day of resolution, else of reporting."
formula.zh = "（按期结案件数 − 其中延期件）÷（应结件数 − 延期件）× 100"
formula.en = "(Issues closed at or before their due time − those deferred) ÷ (issues due − those deferred) × 100"
excludes.zh = "延期件：分子、分母都不计，按时办结的延期件也不计，否则比率可能超过 100 %；没有记录是否延期的视为没有延期。重复件、已撤销的诉求；没有办理时限也没有记录的诉求；有时限、已办结或已转办而不知何时、也没有记录的诉求；办理时限或办结时间有误的诉求。"
excludes.en = "Deferred issues, from numerator and denominator alike: one closed in time is out as well, or the rate could exceed 100 %. Where nothing is recorded, an issue was not deferred. Duplicates and cancelled issues; issues with neither a due time nor a record; issues closed or referred nobody knows when, without a record; issues with a fault in their due or resolution time."
version = 2
*/
select
    area_code,
    due_day as day,
    channel,
    category,
    department,
    case when is_on_time then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_time_fault
    and is_on_time is not null
    and not coalesce(is_deferred, false)
