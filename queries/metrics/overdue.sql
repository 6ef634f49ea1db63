/*
key = "overdue"
title = { zh = "超期未结", en = "Overdue" }
also = { zh = "逾期、超时", en = "late, past due" }
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
alternatives = [["due_at", "is_overdue_recorded"], ["resolved_at", "status", "is_on_time_recorded", "is_overdue_recorded"]]
additive = true
definition.zh = "期末零时已过办理时限而尚未办结的诉求件数，是在办量的一部分。到期当天晚些时候办结的，当日零时不再计入。没有办理时限的，台账记为超期的未结诉求自受理之日起计：台账没有说从何时起。"
definition.en = "Issues past their due time and not yet resolved at the midnight that ends the period: a part of the backlog. One resolved later on the day it fell due is settled by that midnight. Without a due time, an open issue that the ledger says is overdue counts from the day it was reported: the ledger does not say since when."
formula.zh = "期末之前到期且到期时未办结的件数 − 其中期末之前办结的件数"
formula.en = "Issues that fell due before the end, unresolved at their due time − those of them resolved before the end"
excludes.zh = "重复件、已撤销的诉求；没有办理时限、台账也没有记为超期的诉求；已办结或已转办而不知何时的诉求；办理时限或办结时间有误的诉求；正好在时限办结的诉求（属按期）。"
excludes.en = "Duplicates and cancelled issues; issues without a due time that no ledger says are overdue; issues closed or referred nobody knows when; issues with a fault in their due or resolution time; issues resolved exactly at their due time (on time)."
version = 2
*/
with missed as (
    select area_code, channel, category, department, due_day, resolved_day, file_id, row_number
    from issues
    where not is_left_out
        and not has_time_fault
        and (is_marked_overdue or due_at is not null and not has_left and not is_on_time)
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
