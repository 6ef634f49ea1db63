-- Each dataset of the build: its books, and the days that it speaks of.
with days as (
    select dataset, min(first_day) as first_day, max(last_day) as last_day
    from happened
    where is_record_time
    group by dataset
)
select
    files.dataset, count(*) as files,
    cast(sum(rows_read) as bigint) as rows_read, cast(sum(accepted) as bigint) as accepted,
    cast(sum(flagged) as bigint) as flagged, cast(sum(rejected) as bigint) as rejected,
    cast(sum(excluded) as bigint) as excluded,
    any_value(days.first_day) as first_day, any_value(days.last_day) as last_day
from files
left join days on days.dataset = files.dataset
group by files.dataset
order by files.dataset
