-- Areas and months for which an export said anything: where there is none, nothing is known.
-- A source's `covers` is the unit whose export comes whole or not at all.
create table coverage as
with units as (
    select distinct
        happened.dataset, date_trunc('month', happened.day) as month,
        rollup.ancestor_code as unit
    from happened
    join files on files.file_id = happened.file_id
    join area_rollup as rollup
        on rollup.area_code = happened.area_code
        and rollup.level = case
            when files.covers in (select level from area_rollup) then files.covers else 'all'
        end
    where happened.is_record_time
)
select distinct units.dataset, rollup.ancestor_code as area_code, cast(units.month as date) as month
from units
join area_rollup as inside on inside.ancestor_code = units.unit
join area_rollup as rollup on rollup.area_code = inside.area_code;
