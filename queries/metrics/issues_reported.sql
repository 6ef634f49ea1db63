/*
key = "issues_reported"
title = { zh = "受理量", en = "Issues reported" }
unit = "issues"
better = "neither"
dataset = "issues"
order = 110
grain = "one row per issue reported"
segments = ["channel", "category", "department"]
time = "flow"
reach = "record"
additive = true
headline = true
definition.zh = "期内受理的诉求件数，以受理时间为准，不论来自哪个渠道。同一诉求重复登记的只计一件，重复件另行统计。"
definition.en = "Issues reported in the period, by the time of reporting, through any channel. An issue entered more than once counts once; its duplicates are counted apart."
formula.zh = "受理时间在期内的诉求件数"
formula.en = "Number of issues whose reporting time lies in the period"
excludes.zh = "重复件、已撤销的诉求。办结时间或办理时限有误的诉求仍然计入：它确已受理。"
excludes.en = "Duplicates and cancelled issues. An issue with a faulty resolution or due time still counts: it was reported."
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
where not is_left_out
