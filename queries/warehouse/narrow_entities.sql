-- A metric's rows of the days that are judged, with numbers for its entities: they are counted at
-- each level, and counting texts takes five times as long. Stands before the metric's view.
create temp table the_dataset as
with rows as (
    select columns(lambda name: list_contains($figures, name))
    from main.the_dataset
    where day >= $since and entity is not null
),
numbered as (
    select entity, row_number() over () as number from (select distinct entity from rows)
)
select rows.* replace (numbered.number as entity)
from rows
join numbered on numbered.entity = rows.entity
