-- What stood before a dataset's records, or a metric's rows, steps back.
drop table temp.the_dataset;
