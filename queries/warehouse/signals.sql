-- Each metric of each area, judged on its last settled month (governance/stats/signals/signal_table.py).
-- tail: how likely chance alone goes as far; discovery: the share of false ones among all signals
-- that are as rare or rarer (signal_discoveries.sql); reference: what the month was held against.
-- series: the values of the months up to it, NaN where there is none.
create or replace table signals (
    metric varchar, area_code varchar, level varchar, month date,
    state varchar, side tinyint, since date,
    value double, numerator double, denominator double,
    centre double, lower double, upper double,
    effect double, tail double, cases double, reference varchar, discovery double, series double[]
);
