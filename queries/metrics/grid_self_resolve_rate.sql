/*
key = "grid_self_resolve_rate"
title = { zh = "小事一格解决率", en = "Settled within the grid" }
unit = "percent"
better = "up"
dataset = "issues"
order = 147
grain = "one row per resolved issue"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["resolved_at"]
additive = true
decimals = 1
scale = 100
definition.zh = "期内办结的诉求中，没有派遣（吹哨）给部门、在网格内解决的比例。"
definition.en = "Of the issues resolved in the period, the share settled in the grid, without a dispatch to a department."
formula.zh = "未经派遣而办结的件数 ÷ 办结件数 × 100"
formula.en = "Issues resolved without dispatch ÷ issues resolved × 100"
excludes.zh = "重复件、已撤销的诉求；尚未办结的诉求；办结时间有误的诉求；完全不记录派遣时间的系统。"
excludes.en = "Duplicates and cancelled issues; open issues; issues whose resolution time is faulty; systems that record no dispatch at all."
version = 2
*/
with recorded as (
    select system
    from issues
    group by system
    having count(dispatched_at) > 0
)

select
    area_code,
    resolved_day as day,
    channel,
    category,
    department,
    case when dispatched_at is null then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from issues
where not is_left_out
    and not has_resolution_fault
    and resolved_at is not null
    and system in (select system from recorded)
