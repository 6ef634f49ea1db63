/*
key = "response_rate"
title = { zh = "响应率", en = "Response rate" }
unit = "percent"
better = "up"
dataset = "issues"
order = 141
grain = "one row per issue of which the time to contact has passed"
segments = ["channel", "category", "department"]
time = "flow"
faults = ["reported_at", "contacted_at"]
optional = ["resolved_at"]
additive = true
decimals = 1
scale = 100
parameters = { hours = 24 }
definition.zh = "应当联系的诉求中，受理后 24 小时之内（含正好 24 小时）已联系诉求人的比例。满 24 小时之日在期内的为应联系。"
definition.en = "Of the issues whose contact fell due in the period, the share whose reporter was contacted within 24 hours of reporting, exactly 24 hours included. Contact falls due on the day on which the 24 hours end."
formula.zh = "24 小时内联系的件数 ÷ 应联系件数 × 100"
formula.en = "Issues contacted within 24 hours ÷ issues whose contact was due × 100"
excludes.zh = "重复件、已撤销的诉求；到数据截止时尚不满 24 小时的诉求（未到应联系之时，联系了也不计）；受理或联系时间有误的诉求；完全不记录联系时间的系统。"
excludes.en = "Duplicates and cancelled issues; issues whose 24 hours had not passed by the end of the data (not yet due, contacted or not); issues with a faulty reporting or contact time; systems that record no contact time at all."
version = 2
*/
select
    area_code,
    contact_day as day,
    channel,
    category,
    department,
    case when is_contacted then 1 else 0 end as numerator,
    1 as denominator,
    file_id,
    row_number
from contacts
