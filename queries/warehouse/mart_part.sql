-- Before the query of a scan's rows, which follows, and then mart_scan.sql.
create or replace temp table the_dataset as
with rows as (
