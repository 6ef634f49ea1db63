-- How many projects of each programme and kind a compound has, by how far they were before a day:
-- its own (`place` is ''), and those that a place around it lists for no compound in particular.
-- Without $compound the own ones of every compound.
with around as (
    select area_rollup.ancestor_code as area_code
    from compounds
    join area_rollup on area_rollup.area_code = compounds.area_code
    where compounds.compound_code = $compound
),
listed as (
    select
        coalesce($compound, compound_code) as compound,
        case when compound_code is null then area_code else '' end as place,
        coalesce(programme, '') as programme, coalesce(kind, '') as kind,
        stage(done_day, status, $end) as stage
    from projects
    where listed_day < $end
        and (
            compound_code = $compound
            or $compound is null and compound_code is not null
            or compound_code is null and area_code in (select area_code from around)
        )
)
select
    listed.compound, listed.place, areas.name as area, listed.programme, listed.kind,
    count(*) as items,
    count(*) filter (where stage = 'done') as done,
    count(*) filter (where stage = 'in_progress') as in_progress,
    count(*) filter (where stage = 'listed') as listed,
    count(*) filter (where stage = 'dropped') as dropped
from listed
left join areas on areas.area_code = listed.place
group by listed.compound, listed.place, areas.name, areas.level, listed.programme, listed.kind
order by listed.compound, listed.place <> '', length(listed.place) desc, items desc, programme, kind
