-- How one metric has been judged in the areas of a level inside an area.
select
    signals.* replace (list_transform(series, lambda one: coalesce(one, 'nan'::double)) as series),
    area_list.area_name
from signals
join area_list using (area_code)
where metric = $metric
    and signals.level = $level
    and area_code in (
        select rollup.ancestor_code
        from area_rollup as rollup
        join area_rollup as inside on inside.area_code = rollup.area_code
        where inside.ancestor_code = $area
    )
order by area_code
