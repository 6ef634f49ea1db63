-- Dates that are written with words, for what parse_datetime could not read.
-- Whether it is worth asking parse_date_words.
create or replace temp macro may_be_date_words(words) as
    regexp_matches(words, '(?i)^\s*[\d０-９]{4}.*[年.．午APＡＰａｐ]');

-- 0 to 23 of an hour and its half of the day; null for 13 in the morning, or two halves.
create or replace temp macro hour_of_day(hour, half) as case
    when half = '' then hour
    when half in ('上午', 'AM') and hour <= 12 then hour % 12
    when half in ('下午', 'PM') and hour <= 23 then hour % 12 + 12
end;
create or replace temp macro number_or_0(words) as cast(if(words = '', '0', words) as integer);

-- 2024年3月5日 下午3时5分, 2024.3.5 9:05, 2024/3/5 9:05:00 PM. Either the day's own mark or a blank
-- stands before the time, so that 2024-3-511:05 is not read.
create or replace temp macro parts_of_date_words(words) as regexp_extract(
    regexp_replace(words, '(上午|下午)', ' \1'),
    '(?i)^(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年 ?(\d{1,2})月 ?)(\d{1,2})(?:[日号]| |T|$) *'
    '(?:(上午|下午|AM|PM)? ?'
    '(\d{1,2})(?:[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:\.\d+)?秒?)?)?)?)?'
    ' ?(上午|下午|AM|PM)?)?$',
    ['y', 'm1', 'm2', 'm3', 'm4', 'd', 'before', 'h', 'i', 's', 'after']
);
create or replace temp macro hour_of_parts(parts) as
    hour_of_day(number_or_0(parts.h), upper(concat(parts.before, parts.after)));
create or replace temp macro date_of_parts(parts) as case
    when parts.y <> '' and hour_of_parts(parts) is not null then try_cast(concat(
        concat_ws('-', parts.y, concat(parts.m1, parts.m2, parts.m3, parts.m4), parts.d), ' ',
        concat_ws(':', hour_of_parts(parts), number_or_0(parts.i), number_or_0(parts.s))
    ) as timestamp)
end;

-- The local time that a text says in words, for those that parse_datetime could not read: it takes
-- a tenth of a second to plan. Put together as ISO text, so that a day that does not exist fails in
-- the cast. The guard keeps DuckDB from taking every text apart before it knows which need it.
create or replace temp macro parse_date_words(words) as date_trunc('second', case
    when may_be_date_words(words) then date_of_parts(parts_of_date_words(words))
end);
