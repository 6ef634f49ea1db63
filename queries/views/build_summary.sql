-- One line about a build: what it was made of, and what became of the rows.
select
    info.build_id, info.built_at, info.seconds, info.started_from, info.as_of,
    left(info.inputs, 12) as inputs, count(*) as files,
    cast(sum(rows_read) as bigint) as rows_read, cast(sum(accepted) as bigint) as accepted,
    cast(sum(flagged) as bigint) as flagged, cast(sum(rejected) as bigint) as rejected,
    cast(sum(corrected) as bigint) as corrected, cast(sum(excluded) as bigint) as excluded
from files
cross join build_info as info
group by all
