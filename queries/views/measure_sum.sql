-- Additive metrics of one dataset out of its mart, by area of a level inside an area, window and
-- value of a segment ($is_split) or of all values together; where $values names any, of these alone.
-- A window is the sum of its pieces: whole months, and the days before and after them.
with inside as materialized (
    select area_code, unit from units($level, $area)
),
pieces as (
    select
        unnest($window_starts) as window_start, unnest($window_ends) as window_end,
        unnest($grains) as grain, unnest($froms) as from_day, unnest($ends) as end_day
),
units_sums as (
    select
        mart.grain, inside.unit, mart.day,
        case when $is_split then mart.segment_value else '' end as segment_value,
        sum(columns(lambda name: list_contains($figures, name)))
    from query_table($mart) as mart
    join inside on inside.area_code = mart.area_code
    where list_contains($grains, mart.grain)
        and mart.segment = $segment
        and (len($values) = 0 or list_contains($values, mart.segment_value))
        and mart.day >= $first and mart.day < $last
    group by all
)
select
    sums.unit as area_code, pieces.window_start, pieces.window_end, sums.segment_value,
    sum(columns(lambda name: list_contains($figures, name)))
from units_sums as sums
join pieces
    on pieces.grain = sums.grain and sums.day >= pieces.from_day and sums.day < pieces.end_day
group by all
