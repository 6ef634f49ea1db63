-- Built spaces by the latest snapshots before the period's end, for each 100 registered households.
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
    coalesce(sum(spaces) filter (status = 'built'), 0) as numerator,
    $registered as denominator,
    100 * numerator / denominator as value
from latest
