/*
key = "issues_reported_with_cancelled"
title = { zh = "受理量（含撤销件）", en = "Issues reported, cancelled included" }
unit = "issues"
better = "neither"
dataset = "issues"
order = 113
grain = "one row per issue reported, cancelled or not"
segments = ["channel", "category", "department"]
time = "flow"
reach = "record"
additive = true
variant_of = "issues_reported"
definition.zh = "期内受理的诉求件数，以受理时间为准，后来撤销或作废（状态为“已撤销”）的也计。是“受理量”的另一种口径：撤销的诉求不是工作，不计入其他各项指标，两数之差即撤销件数。"
definition.en = "Issues reported in the period, by the time of reporting, with those cancelled or voided since (status “cancelled”). Another definition of issues reported: cancelled work is no work and in no other figure, so that the difference of the two is how many were cancelled."
formula.zh = "受理时间在期内的诉求件数，含已撤销的"
formula.en = "Number of issues whose reporting time lies in the period, cancelled ones included"
excludes.zh = "重复件。"
excludes.en = "Duplicates."
version = 1
*/
select
    area_code,
    reported_day as day,
    channel,
    category,
    department,
    1 as numerator,
    file_id,
    row_number
from issues
where not is_duplicate
