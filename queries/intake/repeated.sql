-- Rows whose record, by its hash, stands in their file more than once: few, mostly none.
create or replace temp table row_repeated as
with hashes as (
    select _file, hashed
    from row_keys
    where hashed is not null
    group by _file, hashed
    having count(*) > 1
)
select _file, _row from row_keys semi join hashes using (_file, hashed);
