/*
key = "on_time_rate"
title = { zh = "按期结案率", en = "On-time closure rate" }
unit = "percent"
better = "up"
dataset = "issues"
order = 133
grain = "one row per issue due"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "due_at", "resolved_at"]
reach = "record"
alternatives = [["due_at", "is_on_time_recorded", "is_overdue_recorded"], ["resolved_at", "is_on_time_recorded", "is_overdue_recorded"]]
additive = true
headline = true
decimals = 1
scale = 100
definition.zh = "办理时限在期内的诉求（应结）中，在时限之前或正好在时限办结的比例。延期件不从应结数中扣除。按办理时限和办结时间判定；缺其中之一的，以台账记录的“是否按期办结”或“是否超期”为准，没有时限的按办结日期、再按受理日期计。"
definition.en = "Of the issues due in the period, the share closed before or exactly at their due time. Deferred issues stay among those due. Judged by due and resolution time; where one of them is absent, by what the ledger records as on time or overdue, which without a due time counts on the day of resolution, else of reporting."
formula.zh = "按期结案件数 ÷ 应结案件数 × 100"
formula.en = "Issues closed at or before their due time ÷ issues due in the period × 100"
excludes.zh = "重复件、已撤销的诉求；没有办理时限也没有记录的诉求；有时限、已办结或已转办而不知何时、也没有记录的诉求；办理时限或办结时间有误的诉求。分子、分母都不计。"
excludes.en = "Duplicates and cancelled issues; issues with neither a due time nor a record; issues closed or referred nobody knows when, without a record; issues with a fault in their due or resolution time. They are in neither numerator nor denominator."
version = 2
standard = "GB/T 30428.4"
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
