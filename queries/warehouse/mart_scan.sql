),
-- After it: its rows of the months that are asked for, or all. Then the queries of queries/marts.
scan as (
    select *
    from rows
    where $months is null
        or list_contains(cast($months as date[]), cast(date_trunc('month', day) as date))
)
