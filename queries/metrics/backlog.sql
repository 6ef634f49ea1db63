/*
key = "backlog"
title = { zh = "在办量", en = "Backlog" }
also = { zh = "未办结、存量", en = "open issues" }
unit = "issues"
better = "down"
because = { zh = "在办的诉求都有居民在等。", en = "Behind each open issue a resident waits." }
dataset = "issues"
order = 160
grain = "one row per issue, on the days it is reported and resolved"
segments = ["channel", "category", "department"]
time = "stock"
faults = ["resolved_at"]
reach = "record"
alternatives = [["resolved_at", "status", "is_on_time_recorded"]]
additive = true
headline = true
parameters = { ages = [3, 7, 15, 30] }
definition.zh = "期末零时已经受理而尚未办结的诉求件数。当天受理、当天办结的不计。"
definition.en = "Issues reported but not yet resolved at the midnight that ends the period. One resolved on the day it was reported is never in it."
formula.zh = "期末之前受理的件数 − 其中期末之前办结的件数"
formula.en = "Issues reported before the end − those of them resolved before the end"
excludes.zh = "重复件、已撤销的诉求；办结时间有误、或者已办结或已转办而没有时间的诉求（已不在办，但不知从何时起）。"
excludes.en = "Duplicates and cancelled issues; issues whose resolution time is faulty, and those closed or referred without a time (no longer open, but no one can say since when)."
version = 2
*/
with countable as (
    select
        area_code, channel, category, department, reported_day, resolved_day, file_id, row_number
    from issues
    where not is_left_out
        and not has_resolution_fault
        and not has_left
),

events as (
    select *, reported_day as day, 1 as change
    from countable
    union all
    select *, resolved_day as day, -1 as change
    from countable
    where resolved_day is not null
)

select area_code, day, channel, category, department, change as numerator, file_id, row_number
from events
