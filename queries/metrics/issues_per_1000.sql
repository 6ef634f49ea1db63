/*
key = "issues_per_1000"
title = { zh = "千人诉求量", en = "Issues per 1,000 residents" }
unit = "issues per 1,000 residents"
unit_title = { zh = "件/千人", en = "issues per 1,000 residents" }
better = "neither"
dataset = "issues"
order = 111
grain = "one row per issue reported"
segments = ["channel", "category", "department"]
time = "flow"
reach = "record"
additive = true
per = "residents"
scale = 1000
decimals = 1
definition.zh = "期内平均每一千名登记居民提出的诉求件数。诉求多可能说明问题多，也可能说明渠道畅通，所以不论好坏。"
definition.en = "Issues reported in the period for every thousand residents registered in the area. Many may mean many problems, or open ears: neither is better."
formula.zh = "受理量 ÷ 居民人数 × 1000"
formula.en = "Issues reported ÷ residents × 1000"
excludes.zh = "重复件、已撤销的诉求。没有登记居民人数的区域不计算。"
excludes.en = "Duplicates and cancelled issues. An area without registered residents has no value."
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
