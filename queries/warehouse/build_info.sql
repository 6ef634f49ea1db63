-- One line about this build; as_of is the last day on which anything is known to have happened.
insert into build_info
select
    $build_id, $built_at, $inputs,
    (select max(day) from happened),
    (select mode(time_zone) from files),
    (select bool_or(synthetic) from files);
