-- What nearly every view asks of areas and filters, said once. DuckDB puts a macro's text in its place, so it
-- costs what the text itself would.
-- How far down a level lies: 0 is the whole.
create or replace macro depth(level) as list_position(
    ['all', 'district', 'street_office', 'community', 'grid_cell', 'micro_grid'], level
) - 1;

-- The codes that facts inside an area carry, its own included.
create or replace macro inside(area) as table
    select area_code from area_rollup where ancestor_code = area;

-- The same with the area of a level (or its rest) that each lies in.
create or replace macro units(of_level, area) as table
    select area_code, ancestor_code as unit
    from area_rollup
    where level = of_level and area_code in (from inside(area));

-- An area and all areas inside it, their rests included.
create or replace macro areas_inside(area) as table
    select distinct ancestor_code as area_code
    from area_rollup
    where area_code in (from inside(area));

-- How far a project was before a day: one finished later was in progress then. Null where nobody says.
create or replace macro stage(done_day, status, before) as case
    when done_day < before then 'done'
    when done_day is not null then 'in_progress'
    else status
end;

-- Whether a cell has one of the values that count of its column; where none is named, all count.
-- What is not known is ''.
create or replace macro is_wanted(cell, filter_columns, filter_values) as
    len(filter_values[list_position(filter_columns, alias(cell))]) = 0
    or list_contains(
        filter_values[list_position(filter_columns, alias(cell))],
        coalesce(cast(cell as varchar), '')
    );

-- The rows of a table or view that have a wanted value in each filtered column: one list of values a
-- column. The columns' names are bound like values: the table has to have them.
create or replace macro filtered(of_table, filter_columns, filter_values) as table
    select *
    from query_table(of_table)
    where is_wanted(
        columns(lambda name: list_contains(filter_columns, name)), filter_columns, filter_values
    );
