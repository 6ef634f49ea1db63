/*
key = "approval_rate"
title = { zh = "表决同意率", en = "Approval rate" }
unit = "percent"
better = "neither"
dataset = "meetings"
order = 530
grain = "one row per meeting with a vote"
segments = ["kind", "platform", "step", "topic"]
time = "flow"
faults = ["votes_cast", "votes_for"]
reach = "record"
additive = true
decimals = 1
scale = 100
definition.zh = "期内有表决的会议中，同意票占全部表决票的比例；各次会议的票数先相加再相除，票多的会议分量大。"
definition.en = "Of the votes cast at the meetings of the period, the share in favour. Votes are added up over the meetings before dividing, so that a large assembly weighs more."
formula.zh = "同意票数之和 ÷ 表决票数之和 × 100"
formula.en = "Sum of votes for ÷ sum of votes cast × 100"
excludes.zh = "没有表决、缺同意票数的会议；同意票多于表决票等票数有误的会议。分子、分母都不计。"
excludes.en = "Meetings without a vote or without the votes in favour; meetings with faulty votes (more in favour than cast). In neither numerator nor denominator."
version = 1
*/
select
    area_code,
    held_day as day,
    kind,
    platform,
    step,
    topic,
    votes_for as numerator,
    votes_cast as denominator,
    file_id,
    row_number
from meetings
where votes_cast > 0
    and votes_for is not null
    and not has_vote_fault
