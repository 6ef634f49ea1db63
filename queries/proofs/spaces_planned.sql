-- Spaces of the facilities that are planned by their latest snapshot before the period's end.
with latest as (
    select *
    from facts
    where (system, facility_id, snapshot_at) in (
        select (system, facility_id, max(snapshot_at))
        from accepted_parking_spaces
        where snapshot_at < $end
        group by system, facility_id
    )
)

select coalesce(sum(spaces) filter (status = 'planned'), 0) as value
from latest
