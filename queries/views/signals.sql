-- What was judged of these metrics in an area and all areas inside it: every signal, and every
-- figure of a metric that has a target.
select
    signals.* replace (list_transform(series, lambda one: coalesce(one, 'nan'::double)) as series),
    area_list.area_name
from signals
join area_list using (area_code)
where list_contains($metrics, metric)
    and (state = 'signal' or list_contains($aimed, metric))
    and area_code in (from areas_inside($area))
    and depth(signals.level) >= (select depth(level) from area_list where area_code = $area limit 1)
order by metric, area_code
