-- What a published warehouse holds beside the facts and the books.
create table metric_catalog (
    key varchar, dataset varchar, time varchar, text varchar, basis varchar
);
create table happened (
    dataset varchar, file_id integer, area_code varchar, month date,
    first_day date, last_day date, records bigint, is_record_time boolean
);
create table left_out (metric varchar, area_code varchar, day date, records bigint);
create table presence (
    dataset varchar, source varchar, unit varchar, month date, column_name varchar,
    records bigint, filled bigint
);
create table unknown (basis varchar, source varchar, unit varchar, month date);
create table unreached (basis varchar, area_code varchar);
create table late (dataset varchar, unit varchar, until date);
create table coverage (
    basis varchar, area_code varchar, month date, units integer, until date, is_uneven boolean
);
create table sources (
    name varchar, dataset varchar, title_zh varchar, title_en varchar, owner varchar,
    cadence varchar, limitations_zh varchar, limitations_en varchar
);
create table build_info (
    build_id varchar, built_at timestamp, inputs varchar, as_of date, time_zone varchar,
    synthetic boolean, seconds double, started_from varchar,
    intake_recipe varchar, derived_recipe varchar
);
