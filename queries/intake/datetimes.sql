-- Dates and times as people and systems write them. Only forms that begin with the year are
-- understood undeclared: 3/5/2024 may be March or May. A text in no form, and a day that does not
-- exist, become null. Strptime takes 1.4 µs for each format that does not fit, and a cast 0.9 µs:
-- what form a text has is asked first.

-- Strptime reads 24 as the year 24.
create or replace temp macro after_1000(parsed) as
    case when parsed >= timestamp '1000-01-01' then parsed end;

-- Within the hundred years that end with `until`; %y is read as 1969 to 2068. 1900 was no leap
-- year: its 29 February must not become the 28th.
create or replace temp macro moved_to_century(parsed, until) as case
    when year(parsed) > until then parsed - to_years(100)
    when year(parsed) <= until - 100 then parsed + to_years(100)
    else parsed
end;
create or replace temp macro in_century(parsed, until) as case
    when day(moved_to_century(parsed, until)) = day(parsed) then moved_to_century(parsed, until)
end;

-- Days since 1899-12-30, from 1954 to 2119; seconds are rounded, since Excel's fractions are not
-- exact.
create or replace temp macro parse_serial(words) as case
    when regexp_full_match(words, '\d{5}(\.\d+)?')
        then case when try_cast(words as double) between 20000 and 80000
            then timestamp '1899-12-30'
                + to_seconds(cast(round(try_cast(words as double) * 86400) as bigint)) end
end;

-- The local time, in whole seconds, that a text says in figures; declared formats first, those with
-- an offset (zoned) and those with a year of two digits (short) apart: beside formats with an
-- offset, times without one are taken for UTC. Times with an offset move into the connection's zone.
create or replace temp macro parse_datetime(
    words, formats, zoned_formats, short_formats, short_zoned_formats, until
) as date_trunc('second', coalesce(
    after_1000(try_strptime(words, formats)),
    after_1000(cast(try_strptime(words, zoned_formats) as timestamp)),
    case when regexp_full_match(
        words,
        '(\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})([ T]+\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?)?'
    ) then try_cast(words as timestamp) end,
    case when regexp_full_match(
        words,
        '(\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})([ T]+\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?)?'
        ' ?(Z|[+-]\d{2}(:?\d{2})?)'
    ) then cast(try_cast(words as timestamptz) as timestamp) end,
    in_century(try_strptime(words, short_formats), until),
    in_century(cast(try_strptime(words, short_zoned_formats) as timestamp), until),
    case
        when regexp_full_match(words, '\d{8}') then after_1000(try_strptime(words, '%Y%m%d'))
        when regexp_full_match(words, '\d{14}') then after_1000(try_strptime(words, '%Y%m%d%H%M%S'))
        when regexp_full_match(words, '\d{12}') then after_1000(try_strptime(words, '%Y%m%d%H%M'))
    end,
    parse_serial(words)
));

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
