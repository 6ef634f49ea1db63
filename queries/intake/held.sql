-- Every record that is held, with the new ones.
create or replace table intake.held as select record, file_id, row_number from held_states;
