/*
key = "issues_reported_with_duplicates"
title = { zh = "受理量（含重复件）", en = "Issues reported, duplicates included" }
unit = "issues"
better = "neither"
dataset = "issues"
order = 112
grain = "one row per issue or duplicate entered"
segments = ["channel", "category", "department"]
time = "flow"
reach = "record"
additive = true
variant_of = "issues_reported"
definition.zh = "期内登记的全部诉求件数，以受理时间为准，同一诉求重复登记的每次都计。是“受理量”的另一种口径。"
definition.en = "All issues entered in the period, by the time of reporting; one entered more than once counts each time. Another definition of issues reported."
formula.zh = "受理时间在期内的登记件数，含重复件"
formula.en = "Number of entries whose reporting time lies in the period, duplicates included"
excludes.zh = "已撤销的诉求。"
excludes.en = "Cancelled issues."
version = 2
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
where not is_cancelled
