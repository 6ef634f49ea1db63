/*
key = "visit_yield"
title = { zh = "百次走访发现问题数", en = "Issues found per 100 visits" }
unit = "issues per 100 visits"
unit_title = { zh = "件/百次", en = "issues per 100 visits" }
better = "neither"
dataset = "visits"
order = 260
grain = "one row per visit that says how many issues it found"
segments = ["visitor_role", "key_group", "purpose"]
time = "flow"
reach = "record"
additive = true
decimals = 2
scale = 100
definition.zh = "期内走访发现的问题件数，平均到每一百次走访。问题以走访记录自己填写的“发现问题数”为准，分母是走访次数，不是人次。"
definition.en = "Issues found on the visits of the period, for every hundred visits. The issues are those that the visit record itself states as found; visits divide them, not person-times."
formula.zh = "走访发现问题数之和 ÷ 走访次数 × 100"
formula.en = "Sum of the issues found ÷ visits × 100"
excludes.zh = "没有填写发现问题数的走访，分子、分母都不计：没填不等于没有发现。"
excludes.en = "Visits that do not say how many issues they found, in numerator and denominator: left blank is not none found."
version = 1
*/
select
    area_code,
    visited_day as day,
    visitor_role,
    key_group,
    purpose,
    issues_found as numerator,
    1 as denominator,
    file_id,
    row_number
from visits
where issues_found is not null
