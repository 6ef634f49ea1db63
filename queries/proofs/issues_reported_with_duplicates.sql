-- Entries reported in the period, duplicates among them.
select count(*) as value
from facts
where reported_at >= $start and reported_at < $end
