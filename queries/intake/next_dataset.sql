-- Room for the rows of another dataset.
drop table if exists intake.row_values;
delete from intake.row_fates;
