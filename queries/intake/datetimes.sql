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

-- The forms of nearly all times: declared ones, then ISO's without an offset. Formats with an offset
-- (zoned) stand apart: beside them, times without one are taken for UTC. Times with an offset move
-- into the connection's zone.
create or replace temp macro parse_usual_datetime(words, formats, zoned_formats) as date_trunc(
    'second', coalesce(
        after_1000(try_strptime(words, formats)),
        after_1000(cast(try_strptime(words, zoned_formats) as timestamp)),
        case when regexp_full_match(
            words,
            '(\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})([ T]+\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?)?'
        ) then try_cast(words as timestamp) end
    )
);

-- The local time, in whole seconds, that a text says in figures: in the usual forms or in any other
-- one; formats with a year of two digits (short) stand apart, too.
create or replace temp macro parse_datetime(
    words, formats, zoned_formats, short_formats, short_zoned_formats, until
) as date_trunc('second', coalesce(
    parse_usual_datetime(words, formats, zoned_formats),
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
