-- The rows of a dataset that come, change or go in this build.
create table intake.changed_the_dataset as from accepted_the_dataset limit 0;
