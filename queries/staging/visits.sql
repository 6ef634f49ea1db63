-- visits: one visit.
select
    *,
    cast(visited_at as date) as visited_day
from accepted_visits
