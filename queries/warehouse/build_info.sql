-- One line about this build; as_of: see as_of.sql.
-- inputs is a hash over the content of all files. seconds is noted when the work is done.
insert into build_info
select
    $build_id, $built_at, md5(string_agg(sha256, ' ' order by dataset, system, path)),
    cast($as_of as date),
    mode(time_zone), bool_or(synthetic), null, $started_from, $intake_recipe, $derived_recipe
from files;
