-- An additive metric from its own rows, by up to two of their columns at once ('' for none), by area
-- of a level inside an area and window; of one segment value only where $only names it.
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
            as first_value,
        case when $second = '' then '' else coalesce(struct_extract(body, $second_column), '') end
            as second_value
    from query_table($view) as body
    where body.day >= list_min($froms) and body.day < list_max($ends)
        and ($only is null or coalesce(struct_extract(body, $only_column), '') = $only)
        and (len($also_columns) = 0 or list_transform(
            json_extract_string(to_json(body), $also_columns), lambda text: coalesce(text, '')
        ) = $also_values)
)
select
    $metric as metric, inside.unit as area_code, windows.window_start, windows.window_end,
    rows.first_value, rows.second_value,
    cast(sum(rows.numerator) as double) as numerator, sum(rows.denominator) as denominator
from rows
join inside on inside.area_code = rows.area_code
join windows on rows.day >= windows.from_day and rows.day < windows.end_day
group by all
