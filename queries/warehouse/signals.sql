-- Each metric of each area, judged on its last settled month (governance/stats/signals/signal_table.py).
-- series: the values of the months up to it, NaN where there is none.
create table if not exists signals (
    metric varchar, area_code varchar, level varchar, month date,
    state varchar, side tinyint, since date,
    value double, numerator double, denominator double,
    centre double, lower double, upper double,
    effect double, tail double, cases double, series double[]
);
