-- The last day on which anything is known to have happened. A month of a dataset that holds less than
-- $opening of a usual month's records (the median of those before) is not open yet: a record
-- dated tomorrow opens none.
with months as (
    select dataset, is_record_time, month, sum(records) as records, max(last_day) as last_day
    from happened
    group by dataset, is_record_time, month
),
usual as (
    select
        *,
        median(records) over (
            partition by dataset, is_record_time order by month
            rows between unbounded preceding and 1 preceding
        ) as before
    from months
)
select max(last_day) as as_of from usual where records >= coalesce(before * $opening, records)
