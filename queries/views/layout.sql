-- What pages read beside the facts. A warehouse without it was built by another version.
select
    left_out.records, sources.cadence, file_warnings.detail, files.vanished, happened.last_day,
    build_info.seconds, area_list.full_time_gridders, signals.tail, coverage.until,
    metric_catalog.basis
from left_out
cross join sources
cross join file_warnings
cross join files
cross join happened
cross join build_info
cross join area_list
cross join signals
cross join coverage
cross join metric_catalog
cross join inside('all')
cross join filtered('coverage', ['until'], [[]])
limit 0
