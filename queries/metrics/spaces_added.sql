/*
key = "spaces_added"
title = { zh = "新增泊位", en = "Spaces added" }
unit = "spaces"
better = "up"
because = { zh = "停车难的地方，新增泊位就是供给增加。", en = "Where parking is short, new spaces are supply." }
dataset = "parking_spaces"
order = 420
grain = "one row per facility opened"
segments = ["kind", "programme"]
time = "flow"
faults = ["opened_on"]
additive = true
definition.zh = "期内启用的停车设施的泊位数，以启用日期为准。每处设施只计一次，取其首次记为已建成时的泊位数；以后停用或改建不改变当年的新增数。"
definition.en = "Spaces of the parking facilities opened in the period, by opening date. Each facility counts once, with the spaces of the first snapshot that records it as built; closing or altering it later does not rewrite what was added."
formula.zh = "启用日期在期内的各处设施首次记为已建成时的泊位数之和"
formula.en = "Sum over the facilities opened in the period of their spaces when first recorded as built"
excludes.zh = "规划泊位；没有启用日期或启用日期有误的设施。设施归入一个建设项目；各项目公布的数字可能重叠，不能与本数相加。"
excludes.en = "Planned spaces; facilities whose opening date is missing or faulty. A facility belongs to one programme; figures published by programmes may overlap and are never added to this one."
version = 1
*/
with openings as (
    select
        area_code,
        opened_day,
        kind,
        programme,
        spaces,
        file_id,
        row_number,
        row_number() over (partition by system, facility_id order by snapshot_at) as place
    from parking_spaces
    where status = 'built'
        and opened_day is not null
        and not has_opening_fault
)

select
    area_code,
    opened_day as day,
    kind,
    programme,
    spaces as numerator,
    file_id,
    row_number
from openings
where place = 1
