-- Before the rows of all scans of a dataset, which follow.
create or replace temp view mart_parts as
