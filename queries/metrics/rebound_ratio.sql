/*
key = "rebound_ratio"
title = { zh = "反弹倍数", en = "Rebounds against chance" }
unit = "ratio"
unit_title = { zh = "倍", en = "times" }
better = "down"
dataset = "issues"
order = 182
grain = "one row per closed issue of which the 30 days have passed"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "resolved_at"]
additive = true
decimals = 2
definition.zh = "实际反弹的办结件数与随机预期件数之比。1 表示与诉求密度相当的随机到来一样多，2 表示多一倍。办结满 30 天、30 天内同一地点又有同类新诉求的为反弹；预期件数是同一地点同一类别的其余诉求随机到来时各办结件碰上新诉求的概率之和（见“反弹率（随机预期）”）。各地按此比较，不因诉求多而吃亏。"
definition.en = "Closed issues that were followed within 30 days by a new one of the same category at the same place, against the number expected by chance: 1 is as many as the density of issues there brings by itself, 2 is twice that. The number expected is the sum over the closings of the probability that one of the matter's other issues follows by chance (see the rebound rate expected by chance). Places are compared by it, so that none loses by having many issues."
formula.zh = "30 天内反弹的办结件数 ÷ 随机预期的反弹件数"
formula.en = "Closed issues followed by a new one within 30 days ÷ those expected to be by chance"
excludes.zh = "重复件、已撤销的诉求；到数据截止时办结不满 30 天的诉求；没有类别、或者小区和网格都没有的诉求（只记到社区或街道的不算同一地点）；受理或办结时间有误的诉求。一类诉求在一个地点只有一件的，不会反弹，对两数都没有影响。"
excludes.en = "Duplicates and cancelled issues; issues closed less than 30 days before the end of the data; issues without a category, or with neither compound nor grid cell (a community or street is no place of one matter); faulty reporting or resolution times. A category of which a place has a single issue cannot rebound and moves neither number."
version = 1
*/
select
    area_code,
    passed_day as day,
    channel,
    category,
    department,
    case when is_followed then 1 else 0 end as numerator,
    expected as denominator,
    file_id,
    row_number
from rebounds
where has_passed
