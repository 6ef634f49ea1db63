-- Rows that need no area of their own.
create or replace table intake.row_values as from row_parsed;
