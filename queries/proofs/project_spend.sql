-- Yuan that the projects finished in the period cost.
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

select coalesce(sum(cost_yuan), 0) as value
from done
where done_on >= $start and done_on < $end
    and not contains(faults, ',cost_yuan,')
