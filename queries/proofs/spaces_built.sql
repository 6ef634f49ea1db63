-- Spaces of the facilities that are built by their latest snapshot before the period's end.
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

select coalesce(sum(spaces) filter (status = 'built'), 0) as value
from latest
