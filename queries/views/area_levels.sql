-- How many areas of each level and kind there are, with their people; the area itself is not one.
select
    level, coalesce(kind, '') as kind, count(*) as areas,
    cast(sum(residents) as bigint) as residents, cast(sum(households) as bigint) as households
from areas
where area_code in (from inside($area))
    and area_code <> $area
group by all
order by any_value(depth(level)), areas desc
