-- The files that a build was made of, as they were when it was.
select
    file_id, source, system, dataset, path, sha256, bytes, modified_ns, source_digest
from files;
