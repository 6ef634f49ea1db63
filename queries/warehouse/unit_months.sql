-- The months of which a unit speaks, by source. A source's `covers` is the unit whose export comes
-- whole or not at all. finest: the depth of the finest level at which its records say where they
-- happened: below that nothing is known. until: the last day that the unit reaches in the month.
create or replace table unit_months as
with ranks as (
    select area_code, depth(level) as rank from areas
    union all
    select 'all', depth('all')
),
located as (
    select
        happened.dataset, files.source, happened.month, happened.first_day, happened.last_day,
        happened.records, happened.is_record_time,
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
    where happened.month <= $as_of
),
-- A register comes as a whole and reaches the last day that any record of it names.
latest as (
    select dataset, max(last_day) as latest
    from located
    where list_contains($registers, dataset)
    group by dataset
),
units as (
    select
        dataset, source, month, unit,
        max(max(rank)) over (partition by dataset, unit) as finest,
        min(min(first_day)) over (partition by dataset, unit, month) as first_day,
        max(max(last_day)) over (partition by dataset, unit, month) as last_day,
        sum(sum(records)) over (partition by dataset, unit, month) as records
    from located
    where is_record_time
    group by dataset, source, month, unit
),
ends as (
    select
        *,
        least(last_day(month), $as_of) as month_end,
        last_day(month) - last_day as quiet,
        month = max(month) over (partition by dataset, unit) as is_last,
        sum(records) over until_now / (last_day - min(first_day) over until_now + 1) as daily
    from (select distinct dataset, unit, month, first_day, last_day, records from units)
    window until_now as (partition by dataset, unit order by month)
),
earlier as (
    select
        *,
        count(*) over before as months_before,
        max(quiet) over before as quiet_before
    from ends
    window before as (
        partition by dataset, unit order by month rows between unbounded preceding and 1 preceding
    )
),
-- A unit's last month ends early where it is quiet for longer than in any month before, and chance
-- does not explain it by the records that it has a day. Where chance explains that nothing came
-- since, the unit reaches the end of all data.
reaches as (
    select
        earlier.dataset, earlier.unit, earlier.month,
        case
            when not is_last then month_end
            when latest.latest is not null then greatest(month_end, latest.latest)
            when months_before >= $usual
                and month_end - last_day > greatest($silence, quiet_before)
                and daily * (month_end - last_day) >= $expected
                then last_day
            when daily * ($as_of - last_day) < $expected then $as_of
            else month_end
        end as until
    from earlier
    left join latest on latest.dataset = earlier.dataset
)
select units.dataset, units.source, units.month, units.unit, units.finest, reaches.until
from units
join reaches
    on reaches.dataset = units.dataset and reaches.unit = units.unit
    and reaches.month = units.month
