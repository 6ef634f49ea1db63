-- An additive metric from its own rows, by up to two of their columns at once ('' for none), by area
-- of a level inside an area and window, of the rows that the filters leave.
-- What is materialized would else be joined last, with all rows kept in memory.
with inside as materialized (
    select area_code, unit from units($level, $area)
),
windows as (
    select
        unnest($window_starts) as window_start, unnest($window_ends) as window_end,
        unnest($froms) as from_day, unnest($ends) as end_day
),
rows as (
    select
        coalesce(body.area_code, 'unspecified') as area_code, body.day, body.numerator,
        case when $has_whole then try_cast(struct_extract(body, $whole_column) as double) end
            as denominator,
        case when $first = '' then '' else coalesce(struct_extract(body, $first_column), '') end
            || case when $beside = '' then ''
                else chr(31) || coalesce(struct_extract(body, $beside_column), '') end as first_value,
        case when $second = '' then '' else coalesce(struct_extract(body, $second_column), '') end
            as second_value
    from filtered($view, $filter_columns, $filter_values) as body
    where body.day >= list_min($froms) and body.day < list_max($ends)
)
select
    $metric as metric, inside.unit as area_code, windows.window_start, windows.window_end,
    rows.first_value, rows.second_value,
    cast(sum(rows.numerator) as double) as numerator, sum(rows.denominator) as denominator
from rows
join inside on inside.area_code = rows.area_code
join windows on rows.day >= windows.from_day and rows.day < windows.end_day
group by all
