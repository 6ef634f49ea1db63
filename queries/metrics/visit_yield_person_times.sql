/*
key = "visit_yield_person_times"
title = { zh = "百人次走访发现问题数", en = "Issues found per 100 person-times" }
unit = "issues per 100 person-times"
unit_title = { zh = "件/百人次", en = "issues per 100 person-times" }
better = "neither"
dataset = "visits"
order = 261
grain = "one row per visit that says how many issues it found"
segments = ["visitor_role", "key_group", "purpose"]
time = "flow"
reach = "record"
additive = true
decimals = 2
scale = 100
variant_of = "visit_yield"
definition.zh = "期内走访发现的问题件数，平均到每一百走访人次。有的地方只公布走访人次，不公布次数。只计走访中发现的问题，经其他渠道来的不计。一次走访常见到几人，所以与按次数计算的数不可比。"
definition.en = "Issues found on the visits of the period, for every hundred person-times. Some places publish person-times and not visits. Only issues found on visits count, not those that came through other channels. One visit often meets several persons, so this cannot be compared with the figure per 100 visits."
formula.zh = "走访发现问题数之和 ÷ 走访人次 × 100"
formula.en = "Sum of the issues found ÷ person-times × 100"
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
    persons as denominator,
    file_id,
    row_number
from visits
where issues_found is not null
