-- The same as fine_month.sql by the values of one segment, of which the name stands here for it.
select
    'fine_month' as grain,
    'the_dataset' as segment,
    coalesce(cast(scan.the_dataset as varchar), '') as segment_value,
    coalesce(scan.area_code, 'unspecified') as area_code,
    cast(date_trunc('month', scan.day) as date) as day,
    cast(sum(columns('_(numerator|denominator)$')) as double)
from scan
where scan.day is not null
group by all
