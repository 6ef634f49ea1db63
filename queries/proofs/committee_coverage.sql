-- Of the compounds of street offices that register committees of compounds, those with one.
with committees as (
    select organisations.compound_code, above.ancestor
    from accepted_organisations as organisations
    join above on above.area_code = organisations.area_code and above.level = 'street_office'
    where organisations.kind in ('owners_committee', 'self_management_committee')
        and organisations.compound_code is not null
)

select
    count(*) filter (compound_code in (select compound_code from committees)) as numerator,
    count(*) as denominator,
    100 * numerator / denominator as value
from facts
where area_code in (
    select area_code from above where ancestor in (select ancestor from committees)
)
