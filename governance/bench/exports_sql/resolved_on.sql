-- Older issues that are resolved on a day, in no order.
select i
from issue_facts
where resolved_at >= $day and resolved_at < $day + interval '1 day' and reported_at < $day
    and i % 997 > 4
order by hash(i)
limit $limit
