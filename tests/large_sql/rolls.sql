-- A die for each record and question, and what is true of an issue whatever has been exported of it.
create macro roll(i, question) as
    (hash(i, question, (select seed from plan)) % 1000000 + 1) / 1000001.0;

create macro grid_code(i) as printf(
    '990001%03d%03d%03d',
    1 + cast(floor(1000 * pow(roll(i, 'grid'), 1.5)) as int) // 100,
    1 + cast(floor(1000 * pow(roll(i, 'grid'), 1.5)) as int) // 10 % 10,
    1 + cast(floor(1000 * pow(roll(i, 'grid'), 1.5)) as int) % 10
);

create macro moment(i, opens, closes) as (
    select
        start + to_days(cast(least(i * days // each, days) as int))
        + to_seconds(cast(floor(3600 * (opens + (closes - opens) * roll(i, 'time'))) as bigint))
    from plan
);

-- Hours to resolve: log-normal, 36 at the median, weeks at the far end.
create view issue_facts as
with reported as (select i, moment(i, 6, 22) as reported_at from numbers)
select
    i, reported_at,
    reported_at + to_seconds(cast(86400 * roll(i, 'contact') as bigint)) as contacted_at,
    date_trunc('day', reported_at) + interval '7 days 18 hours' as due_at,
    reported_at + to_seconds(cast(3600 * exp(
        3.6 + 1.3 * sqrt(-2 * ln(roll(i, 'u'))) * cos(2 * pi() * roll(i, 'v'))
    ) as bigint)) as resolved_at
from reported;
