-- Spaces for electric cars of the built spaces, by the latest snapshots before the period's end that
-- state both.
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

select
    sum(ev_spaces) as numerator,
    sum(spaces) as denominator,
    100 * numerator / denominator as value
from latest
where status = 'built' and ev_spaces is not null
