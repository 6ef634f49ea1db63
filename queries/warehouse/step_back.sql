-- The few records that stood before the dataset step back.
drop table temp.the_dataset;
