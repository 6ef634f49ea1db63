/*
key = "solved_rate"
title = { zh = "解决率", en = "Solved rate" }
unit = "percent"
better = "up"
dataset = "issues"
order = 142
grain = "one row per valid call-back"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["called_back_at"]
reach = "record"
optional = ["called_back_at", "resolved_at"]
additive = true
decimals = 1
scale = 100
definition.zh = "期内的有效回访中，诉求人答复“已解决”的比例。对这一问题有明确答复的回访为有效回访。按回访日期计；只有答复而没有回访时间的，按办结日期计，办结时间也没有的按受理日期计。"
definition.en = "Of the valid call-backs of the period, the share that answers “solved”. A call-back is valid where this question has an answer. It counts on the day of the call-back; where only the answer is recorded, on the day of resolution, and where that is not known either, on the day of reporting."
formula.zh = "答复“已解决”的回访数 ÷ 有效回访数 × 100"
formula.en = "Call-backs answering “solved” ÷ valid call-backs × 100"
excludes.zh = "重复件、已撤销的诉求；没有回访或没有明确答复的诉求；回访时间有误的诉求。"
excludes.en = "Duplicates and cancelled issues; issues without a call-back or without an answer; issues with a faulty call-back time."
version = 2
*/
select
    area_code,
    call_back_day as day,
    channel,
    category,
    department,
    case when is_solved then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and is_solved is not null
    and call_back_day is not null
