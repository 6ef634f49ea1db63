-- Distinct counts and quantiles cannot be added up: computed from the metric's own rows, exactly,
-- by area of a level inside an area, window and segment value.
with windows as (
    select unnest($starts) as window_start, unnest($ends) as window_end
),
inside as (
    select area_code, ancestor_code as unit
    from area_rollup
    where level = $level
        and area_code in (select area_code from area_rollup where ancestor_code = $area)
),
rows as (
    select
        coalesce(body.area_code, 'unspecified') as area_code, body.day,
        struct_extract(body, $item) as item,
        case when $segment = '' then '' else coalesce(struct_extract(body, $segment_column), '') end
            as segment_value
    from query_table($view) as body
)
select
    $metric as metric, inside.unit as area_code, windows.window_start, windows.window_end,
    rows.segment_value,
    case when $aggregate = 'distinct' then count(distinct rows.item) end as distinct_items,
    case when $aggregate = 'quantile' then quantile_cont(try_cast(rows.item as double), $quantile)
        end as quantile_item
from rows
join inside on inside.area_code = rows.area_code
join windows on rows.day >= windows.window_start and rows.day < windows.window_end
where rows.item is not null
group by all
