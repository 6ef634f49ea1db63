/*
key = "overdue"
title = { zh = "超期未结", en = "Overdue" }
unit = "issues"
better = "down"
because = { zh = "超过时限未结是对居民承诺的失约。", en = "An issue past its due time is a promise to a resident not kept." }
dataset = "issues"
order = 170
grain = "one row per issue, on the days it falls due and is resolved"
segments = ["channel", "category", "department"]
time = "stock"
faults = ["reported_at", "due_at", "resolved_at"]
reach = "record"
additive = true
definition.zh = "期末零时已过办理时限而尚未办结的诉求件数，是在办量的一部分。到期当天晚些时候办结的，当日零时不再计入。"
definition.en = "Issues past their due time and not yet resolved at the midnight that ends the period: a part of the backlog. One resolved later on the day it fell due is settled by that midnight."
formula.zh = "期末之前到期且到期时未办结的件数 − 其中期末之前办结的件数"
formula.en = "Issues that fell due before the end, unresolved at their due time − those of them resolved before the end"
excludes.zh = "重复件；没有办理时限的诉求；办理时限或办结时间有误的诉求；正好在时限办结的诉求（属按期）。"
excludes.en = "Duplicates; issues without a due time; issues with a fault in their due or resolution time; issues resolved exactly at their due time (on time)."
version = 1
*/
with missed as (
    select area_code, channel, category, department, due_day, resolved_day, file_id, row_number
    from issues
    where not is_duplicate
        and not has_time_fault
        and due_at is not null
        and (resolved_at is null or resolved_at > due_at)
),

events as (
    select *, due_day as day, 1 as change
    from missed
    union all
    select *, resolved_day as day, -1 as change
    from missed
    where resolved_day is not null
)

select area_code, day, channel, category, department, change as numerator, file_id, row_number
from events
