-- How many figures of these metrics, in an area and all areas inside it, have been judged how.
select state, count(*) as series
from signals
where list_contains($metrics, metric)
    and area_code in (
        select rollup.ancestor_code
        from area_rollup as rollup
        join area_rollup as inside on inside.area_code = rollup.area_code
        where inside.ancestor_code = $area
    )
group by state
