-- Before the query of the rows of a table that lasts as long as a build, which follows.
create or replace temp table the_dataset as
