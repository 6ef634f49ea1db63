-- Units of which something is dated after the last day that their records reach: what is closed
-- after a ledger ended belongs to days of which the ledger does not speak.
create or replace table late as
with ends as (
    select dataset, unit, max(until) as until from unit_months group by dataset, unit
)
select ends.dataset, ends.unit, ends.until
from ends
join happened on happened.dataset = ends.dataset and happened.last_day > ends.until
join files on files.file_id = happened.file_id
join area_rollup as rollup
    on rollup.area_code = happened.area_code and rollup.ancestor_code = ends.unit
    and rollup.level = case
        when files.covers in (select level from area_rollup) then files.covers else 'all'
    end
where ends.until < $as_of
group by all
