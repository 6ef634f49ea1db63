-- Registered households for each party-member centre household, of the communities that have any;
-- households as the lowest places state them.
with centres as (
    select organisations.area_code, above.ancestor as community
    from accepted_organisations as organisations
    join above on above.area_code = organisations.area_code and above.level = 'community'
    where organisations.kind = 'party_household'
),

stated as (
    select *
    from accepted_areas
    where households is not null and not contains(coalesce(faults, ''), ',households,')
),

posts as (select count(*) as filled from centres where area_code in (from inside))

select
    coalesce(sum(households), 0) as numerator,
    any_value(filled) as denominator,
    numerator / denominator as value
from posts
left join stated
    on area_code in (from inside)
    and area_code not in (select parent_code from stated where parent_code is not null)
    and area_code in (
        select area_code from above where ancestor in (select community from centres)
    )
