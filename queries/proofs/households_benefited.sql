-- Households that the projects finished in the period benefit; programmes are never added up.
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
    case
        when count(distinct coalesce(programme, '')) <= 1
            then coalesce(sum(households_benefited), 0)
    end as value
from done
where done_on >= $start and done_on < $end
    and households_benefited is not null
    and not contains(faults, ',households_benefited,')
