-- A dataset's mart anew: of what it holds, all but the columns and months that are stale, and
-- beside that what was added up of them again.
create or replace table the_dataset as
with held as (
    select
        *,
        $months is null or list_contains($months, cast(date_trunc('month', day) as date)) as is_stale
    from the_dataset
),
together as (
    select * exclude (is_stale) from held where not is_stale
    union all by name
    select columns(lambda name: name <> 'is_stale' and not list_contains($columns, name))
    from held
    where is_stale
    union all by name
    from mart_parts
),
summed as (
    select
        grain, segment, segment_value, area_code, day,
        sum(columns('_(numerator|denominator)$'))
    from together
    group by all
)
select * exclude (any_figure)
from (
    select *, coalesce(*columns('_(numerator|denominator)$')) as any_figure
    from summed
)
where any_figure is not null
order by grain, segment, area_code, day;
