-- Texts of an export as codes and numbers.
-- Full-width digits, letters and punctuation as on any keyboard: what NFKC does, where it matters
-- here. Translate takes 6 µs a text, so that only texts with such a character go through it; the
-- first guard is the cheapest.
create or replace temp macro usual(words) as case
    when strlen(words) = length(words)
        then case when starts_with(words, '''') then substr(words, 2) else words end
    when regexp_matches(words, '[！-～　−]') then trim(translate(
        words,
        '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　−',
        '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ -'
    ))
    else words
end;

-- The meaning of a text among those that a source explains, else the text itself.
create or replace temp macro mapped(words, known, meanings) as
    coalesce(list_extract(meanings, list_position(known, words)), words);

-- Whether a number is as Excel shortens it (1.23E+14), whose last digits are lost.
create or replace temp macro is_shortened(words) as
    regexp_full_match(words, '(?i)\d(\.\d+)?E\+?\d+');

-- With or without thousands separators: 1,234,567.5; what follows it (%, 小时) is not guessed.
create or replace temp macro parse_number(words) as coalesce(
    try_cast(words as double),
    case when regexp_full_match(words, '[+-]?\d{1,3}(,\d{3})+(\.\d*)?')
        then try_cast(replace(words, ',', '') as double) end
);

create or replace temp macro parse_whole(number) as
    case when number = floor(number) then try_cast(number as bigint) end;
