-- Quantiles cannot be added up: computed from the metric's own rows, exactly, by area of a level
-- inside an area, window and segment value; denominator is the number of cases.
-- What is materialized would else be joined last, with all rows kept in memory.
with inside as materialized (
    select area_code, unit from units($level, $area)
),
windows as (
    select unnest($starts) as window_start, unnest($froms) as from_day, unnest($ends) as window_end
),
rows as (
    select
        coalesce(body.area_code, 'unspecified') as area_code, body.day,
        cast(struct_extract(body, $item) as double) as item,
        case when $segment = '' then '' else coalesce(struct_extract(body, $segment_column), '') end
            || case when $beside = '' then ''
                else chr(31) || coalesce(struct_extract(body, $beside_column), '') end as segment_value
    from filtered($view, $filter_columns, $filter_values) as body
    where body.day >= list_min($froms) and body.day < list_max($ends)
)
select
    $metric as metric, inside.unit as area_code, windows.window_start, windows.window_end,
    rows.segment_value, quantile_cont(rows.item, $quantile) as value,
    cast(count(*) as double) as denominator
from rows
join inside on inside.area_code = rows.area_code
join windows on rows.day >= windows.from_day and rows.day < windows.window_end
where rows.item is not null
group by all
