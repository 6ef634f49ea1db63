-- Areas and months for which an export said anything: where there is none, nothing is known.
-- A source's `covers` is the unit whose export comes whole or not at all. Below the finest level
-- at which a unit's records say where they happened, nothing is known either.
delete from coverage;

insert into coverage
with ranks as (
    select area_code, depth(level) as rank from areas
    union all
    select 'all', depth('all')
),
located as (
    select
        happened.dataset, happened.month,
        rollup.ancestor_code as unit,
        coalesce(greatest(own.rank, unit.rank), 0) as rank
    from happened
    join files on files.file_id = happened.file_id
    join area_rollup as rollup
        on rollup.area_code = happened.area_code
        and rollup.level = case
            when files.covers in (select level from area_rollup) then files.covers else 'all'
        end
    left join ranks as own on own.area_code = happened.area_code
    left join ranks as unit on unit.area_code = rollup.ancestor_code
    where happened.is_record_time
),
units as (
    select distinct
        dataset, month, unit,
        max(rank) over (partition by dataset, unit) as finest
    from located
)
select distinct units.dataset, rollup.ancestor_code as area_code, units.month
from units
join area_rollup as inside on inside.ancestor_code = units.unit
join area_rollup as rollup on rollup.area_code = inside.area_code
join ranks on ranks.area_code = rollup.ancestor_code
where ranks.rank <= units.finest;
