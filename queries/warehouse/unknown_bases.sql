-- The bases that are not recorded somewhere, and whether they are nowhere.
with cells as (
    select distinct presence.dataset, presence.source, presence.unit, presence.month from presence
),
lost as (
    select needs.basis, cells.source, cells.unit, cells.month
    from (select distinct basis, own_dataset from needs) as needs
    join cells on cells.dataset = needs.own_dataset
    where exists (
        select 1 from unknown
        where unknown.basis = needs.basis and unknown.source = cells.source
            and unknown.unit = cells.unit and unknown.month is not distinct from cells.month
    ) or exists (
        select 1 from unreached
        where unreached.basis = needs.basis and unreached.area_code = cells.unit
    )
)
select
    lost.basis,
    count(*) = (
        select count(*) from cells where cells.dataset = split_part(any_value(lost.basis), ':', 1)
    ) as nowhere
from lost
group by lost.basis
