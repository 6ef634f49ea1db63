-- Occupied of the built spaces, added up over the snapshots of the period that count them.
select
    sum(occupied) as numerator,
    sum(spaces) as denominator,
    100 * numerator / denominator as value
from facts
where status = 'built'
    and occupied is not null
    and not contains(faults, ',occupied,')
    and snapshot_at >= $start and snapshot_at < $end
