-- Areas and months for which an export said anything: where there is none, nothing is known.
-- By basis: a dataset, or what metrics need of it where that is not recorded everywhere. units: how
-- many units (unit_months.sql) spoke of the month. until: the last day that they reach. is_uneven:
-- whether some reach further than others.
create or replace table coverage as
with ranks as (
    select area_code, depth(level) as rank from areas
    union all
    select 'all', depth('all')
),
bases as (
    select basis, split_part(basis, ':', 1) as dataset
    from (select basis from unknown union select basis from unreached)
    union all
    select distinct dataset, dataset from unit_months
),
known as (
    select distinct
        bases.basis, units.dataset, units.month, units.unit, units.finest, units.until
    from unit_months as units
    join bases on bases.dataset = units.dataset
    where not exists (
        select 1 from unknown
        where unknown.basis = bases.basis and unknown.source = units.source
            and unknown.unit = units.unit and unknown.month = units.month
    ) and not exists (
        select 1 from unreached
        where unreached.basis = bases.basis and unreached.area_code = units.unit
    )
),
cells as (
    select distinct
        known.basis, rollup.ancestor_code as area_code, known.month, known.unit, known.until
    from known
    join area_rollup as inside on inside.ancestor_code = known.unit
    join area_rollup as rollup on rollup.area_code = inside.area_code
    join ranks on ranks.area_code = rollup.ancestor_code
    where ranks.rank <= known.finest
)
select
    basis, area_code, month, cast(count(*) as integer) as units, max(until) as until,
    max(least(until, last_day(month))) - min(least(until, last_day(month))) > $silence as is_uneven
from cells
group by basis, area_code, month
