-- Spaces of the facilities opened in the period, by the first snapshot that calls them built.
select coalesce(sum(spaces), 0) as value
from facts
where opened_on >= $start and opened_on < $end
    and (system, facility_id, snapshot_at) in (
        select (system, facility_id, min(snapshot_at))
        from accepted_parking_spaces
        where status = 'built'
            and opened_on is not null
            and not contains(coalesce(faults, ''), ',opened_on,')
        group by system, facility_id
    )
