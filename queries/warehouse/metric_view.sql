-- Before the query of a metric's rows, which follows.
create or replace view the_dataset as
