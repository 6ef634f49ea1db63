-- The rows that a metric holds itself go; they are about to be made anew.
drop table if exists the_dataset;
