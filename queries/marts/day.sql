-- The figures of one scan by day and area, of communities and what is above them.
select
    'day' as grain,
    '' as segment,
    '' as segment_value,
    coalesce(wide.wide_code, scan.area_code, 'unspecified') as area_code,
    scan.day,
    cast(sum(columns('_(numerator|denominator)$')) as double)
from scan
left join area_wide as wide on wide.area_code = scan.area_code
where scan.day is not null
group by all
