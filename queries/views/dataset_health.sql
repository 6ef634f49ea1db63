-- The row totals of each dataset, what its excluded rows are made of, the days that it speaks of, and
-- how often its sources say that they come.
with days as (
    select dataset, min(first_day) as first_day, max(last_day) as last_day
    from happened
    where is_record_time
    group by dataset
),
promised as (
    select dataset, list(distinct cadence order by cadence) as cadences
    from sources
    where cadence <> ''
    group by dataset
),
totals as (
    select
        dataset, count(*) as files, max(taken_at) as taken_at,
        cast(sum(rows_read) as bigint) as rows_read,
        cast(sum(accepted) as bigint) as accepted, cast(sum(flagged) as bigint) as flagged,
        cast(sum(rejected) as bigint) as rejected, cast(sum(corrected) as bigint) as corrected,
        cast(sum(excluded) as bigint) as excluded, cast(sum(duplicated) as bigint) as duplicated,
        cast(sum(repeated) as bigint) as repeated, cast(sum(superseded) as bigint) as superseded,
        cast(sum(vanished) as bigint) as vanished
    from files
    group by dataset
)
select
    totals.*, excluded - duplicated - repeated - superseded - vanished as left_out,
    days.first_day, days.last_day, promised.cadences
from totals
left join days using (dataset)
left join promised using (dataset)
order by days.last_day is null, dataset
