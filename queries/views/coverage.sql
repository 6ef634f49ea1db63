-- Which areas of a level have any export of a dataset in each window.
with windows as (
    select unnest($starts) as window_start, unnest($ends) as window_end
)
select distinct
    catalog.key as metric, coverage.area_code, windows.window_start, windows.window_end,
    true as has_data
from metric_catalog as catalog
join coverage on coverage.dataset = catalog.dataset
join windows
    on coverage.month < windows.window_end
    and (catalog.time = 'stock' or coverage.month >= date_trunc('month', windows.window_start))
where list_contains($metrics, catalog.key) and list_contains($areas, coverage.area_code)
