-- What a published warehouse holds beside the facts.
create table metric_catalog (key varchar, dataset varchar, time varchar, text varchar);
create table mart_daily (
    metric varchar, segment varchar, segment_value varchar, area_code varchar, day date,
    numerator double, denominator double
);
create table happened (
    dataset varchar, file_id integer, area_code varchar, day date, is_record_time boolean
);
create table build_info (
    build_id varchar, built_at timestamp, inputs varchar, as_of date, time_zone varchar,
    synthetic boolean
);
