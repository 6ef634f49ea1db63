-- The same as month.sql by the values of one segment, of which the name stands here for it.
select
    'month' as grain,
    'the_dataset' as segment,
    coalesce(cast(scan.the_dataset as varchar), '') as segment_value,
    coalesce(wide.wide_code, scan.area_code, 'unspecified') as area_code,
    cast(date_trunc('month', scan.day) as date) as day,
    cast(sum(columns('_(numerator|denominator)$')) as double)
from scan
left join area_wide as wide on wide.area_code = scan.area_code
where scan.day is not null
group by all
