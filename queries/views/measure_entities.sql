-- What counts each entity (person, household, team, place) once cannot be added up: computed from
-- the metric's own rows, exactly, by area of a level inside an area, window and segment value.
--   distinct: entities with a row.            frequent: those with $least rows or more.
--   retained: of the entities before the window's start, those also in it.
--   per_entity: what the rows add up to, for each entity.
-- What is materialized would else be joined last, with all rows kept in memory.
with inside as materialized (
    select area_code, unit from units($level, $area)
),
windows as (
    select unnest($starts) as window_start, unnest($froms) as from_day, unnest($ends) as window_end
),
rows as (
    select
        coalesce(body.area_code, 'unspecified') as area_code, body.day, body.entity,
        try_cast(struct_extract(body, $amount_column) as double) as amount,
        case when $segment = '' then '' else coalesce(struct_extract(body, $segment_column), '') end
            || case when $beside = '' then ''
                else chr(31) || coalesce(struct_extract(body, $beside_column), '') end as segment_value
    from filtered($view, $filter_columns, $filter_values) as body
    where body.entity is not null
        and body.day >= list_min($froms) and body.day < list_max($ends)
),
entities as (
    select
        inside.unit, windows.window_start, windows.window_end, rows.segment_value, rows.entity,
        count(*) as times, sum(rows.amount) as amount,
        bool_or(rows.day < windows.window_start) as was_before,
        bool_or(rows.day >= windows.window_start) as is_now
    from rows
    join inside on inside.area_code = rows.area_code
    join windows on rows.day >= windows.from_day and rows.day < windows.window_end
    group by all
)
select
    $metric as metric, unit as area_code, window_start, window_end, segment_value,
    cast(case $aggregate
        when 'distinct' then count(*)
        when 'frequent' then count(*) filter (where times >= $least)
        when 'retained' then count(*) filter (where was_before and is_now)
        when 'per_entity' then sum(amount)
    end as double) as numerator,
    cast(case $aggregate
        when 'retained' then count(*) filter (where was_before)
        when 'per_entity' then count(*)
    end as double) as denominator
from entities
group by all
