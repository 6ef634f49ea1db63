/*
key = "rebound_expected_rate"
title = { zh = "反弹率（随机预期）", en = "Rebound rate expected by chance" }
unit = "percent"
better = "neither"
dataset = "issues"
order = 181
grain = "one row per closed issue of which the 30 days have passed"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "resolved_at"]
is_share = false
additive = true
decimals = 1
scale = 100
definition.zh = "如果各地点各类诉求的到来与办结无关，办结满 30 天的诉求中会有多大比例在 30 天内碰上同一地点的同类新诉求。一个地点一类诉求在有记录的时间内有 n 件，其余 n − 1 件各自落在任何时刻的机会均等，则至少一件落在办结后 30 天内的概率是 1 − (1 − 30 天 ÷ 有记录的时间)^(n − 1)。期内各办结件概率的平均数即为本数，实际反弹率高出它的部分才是反弹。"
definition.en = "The share of closed issues that would be followed within 30 days by a new issue of the same category at the same place if issues there came regardless of closings. With n issues of a category at a place, each of the other n − 1 is as likely at any moment of the time on record, so that at least one falls into the 30 days after a closing with probability 1 − (1 − 30 days ÷ time on record)^(n − 1). The figure is the mean of these over the closings of the period; only what the rebound rate has above it is rebound."
formula.zh = "各办结件 30 天内随机碰上新诉求的概率之和 ÷ 满 30 天的办结件数 × 100"
formula.en = "Sum of the probabilities that a new issue follows by chance within 30 days ÷ closed issues whose 30 days have passed × 100"
excludes.zh = "重复件、已撤销的诉求；到数据截止时办结不满 30 天的诉求；没有类别、或者小区和网格都没有的诉求（只记到社区或街道的不算同一地点）；受理或办结时间有误的诉求。"
excludes.en = "Duplicates and cancelled issues; issues closed less than 30 days before the end of the data; issues without a category, or with neither compound nor grid cell (a community or street is no place of one matter); faulty reporting or resolution times."
version = 1
*/
select
    area_code,
    passed_day as day,
    channel,
    category,
    department,
    expected as numerator,
    1 as denominator,
    file_id,
    row_number
from rebounds
where has_passed
