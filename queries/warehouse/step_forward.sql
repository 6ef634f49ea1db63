-- A few records stand before the dataset while metrics are computed of them alone.
create temp table the_dataset as from intake.near_rows;
drop table intake.near_rows;
