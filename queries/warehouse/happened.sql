-- Of which months and areas the sound records of each file are.
insert into happened
select
    dataset, file_id, area_code, cast(date_trunc('month', day) as date) as month,
    min(day) as first_day, max(day) as last_day, count(*) as records, is_record_time
from sound_days
group by dataset, file_id, area_code, cast(date_trunc('month', day) as date), is_record_time;
