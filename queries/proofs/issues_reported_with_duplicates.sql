-- Entries reported in the period, duplicates among them, cancelled ones not.
select count(*) as value
from facts
where status is distinct from 'cancelled'
    and reported_at >= $start and reported_at < $end
