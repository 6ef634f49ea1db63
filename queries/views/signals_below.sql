-- How one metric has been judged in the areas of a level inside an area.
select
    signals.* replace (list_transform(series, lambda one: coalesce(one, 'nan'::double)) as series),
    area_list.area_name
from signals
join area_list using (area_code)
where metric = $metric
    and signals.level = $level
    and area_code in (from areas_inside($area))
order by area_code
