-- Before the query of a scan's rows, which follows, and then mart_scan.sql.
with rows as (
