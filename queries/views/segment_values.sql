-- The values that records of a metric in an area have in each of its segments, of all days.
with chosen as (
    select distinct columns(lambda name: list_contains($segments, name))
    from query_table($facts)
    where area_code in (from inside($area))
),
texts as (
    select coalesce(cast(columns(*) as varchar), '')
    from chosen
),
named as (
    unpivot texts
    on columns(*) into name segment value code
)
select distinct segment, code
from named
order by segment, code
