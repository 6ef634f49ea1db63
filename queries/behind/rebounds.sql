-- The records behind views/rebounds: complaints that each came back to its place after a closing, and
-- the place's closings whose days have passed, with whether one followed and how likely one was to.
with cycles as (
    select file_id, row_number, area_code, day, entity as matter
    from filtered('metric_rebound_cycles', $filter_columns, $filter_values) as metric_rebound_cycles
    where day >= $since and day < $end
        and coalesce(area_code, 'unspecified') in (from inside($area))
),

closings as (
    select file_id, row_number, area_code, passed_day as day, matter, is_followed, expected
    from filtered('rebounds', $filter_columns, $filter_values) as rebounds
    where has_passed and passed_day >= $since and passed_day < $end
        and matter in (select matter from cycles)
        and coalesce(area_code, 'unspecified') in (from inside($area))
)

select
    file_id, row_number, area_code, day, matter,
    1 as cycles, null as followed, null as expected
from cycles
union all
select
    file_id, row_number, area_code, day, matter,
    null as cycles, case when is_followed then 1 end as followed, expected
from closings
