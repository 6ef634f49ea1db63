-- Projects done before the period's end of those listed before it, dropped ones apart.
with done as (
    select
        *,
        case
            when finished_on is not null and not contains(faults, ',finished_on,') then finished_on
            when status = 'done' then listed_on
        end as done_on
    from facts
    where status is distinct from 'dropped'
)

select
    count(*) filter (done_on < $end) as numerator,
    count(*) filter (listed_on < $end) as denominator,
    100 * numerator / denominator as value
from done
