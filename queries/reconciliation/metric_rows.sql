-- How many rows a metric counts inside an area: all of them, or those with one value of a segment.
select count(*) as fitting
from query_table($view) as body
where body.area_code in (from inside($area))
    and (cast($only as varchar) is null or struct_extract(body, $only_column) = $only)
