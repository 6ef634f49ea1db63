-- The months of which an export says what a basis needs, by area: see queries/warehouse/coverage.sql.
-- horizon: the last day that any export reaches.
select
    area_code, month, units, until, is_uneven,
    (select max(every.until) from coverage as every) as horizon
from coverage
where basis = $basis
