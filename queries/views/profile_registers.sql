-- How many compounds and organisations of each kind the registers hold of an area.
with registered as (
    select 'compounds' as dataset, kind, area_code from compounds
    union all
    select 'organisations' as dataset, kind, area_code from organisations
)
select dataset, kind, count(*) as records
from registered
where coalesce(area_code, 'unspecified') in (from inside($area))
group by dataset, kind
order by dataset, records desc, kind
