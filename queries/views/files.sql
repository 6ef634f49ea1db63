-- The files behind a dataset, latest first: where each came from, as what it was read, its books.
with days as (
    select file_id, min(first_day) as first_day, max(last_day) as last_day
    from happened
    where is_record_time
    group by file_id
),
warned as (
    select file_id, count(*) as warnings
    from file_warnings
    group by file_id
)
select
    files.file_id, files.path, files.source, sources.title_zh, sources.title_en, sources.owner,
    sources.cadence, sources.limitations_zh, sources.limitations_en,
    files.format, files.encoding, files.bytes, files.sha256, files.taken_at,
    files.rows_read, files.accepted, files.flagged, files.rejected, files.corrected,
    files.excluded, files.duplicated, files.repeated, files.superseded, files.vanished,
    files.excluded - files.duplicated - files.repeated - files.superseded - files.vanished
        as left_out,
    days.first_day, days.last_day, coalesce(warned.warnings, 0) as warnings
from files
left join sources on sources.name = files.source
left join days on days.file_id = files.file_id
left join warned on warned.file_id = files.file_id
where files.dataset = $dataset
order by files.file_id desc
