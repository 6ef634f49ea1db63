-- A file enters the books; what became of its rows is counted later.
insert into files (
    file_id, source, system, dataset, path, sha256, bytes, covers, synthetic, time_zone,
    format, encoding, taken_at, rows_read, modified_ns, source_digest, is_mended
)
values (
    $file_id, $source, $system, $dataset, $path, $sha256, $bytes, $covers, $synthetic, $time_zone,
    $format, $encoding, $taken_at, $rows_read, $modified_ns, $source_digest, $is_mended
);
