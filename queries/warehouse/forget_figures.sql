-- The figures of a dataset that has no records any more.
delete from the_dataset;
