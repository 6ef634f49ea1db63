-- A die for each record and question, and what is true of an issue whatever has been exported of it.
create macro roll(i, question) as
    (hash(i, question, (select seed from plan)) % 1000000 + 1) / 1000001.0;

create macro code_of(n) as
    printf('990001%03d%03d%03d', 1 + n // 100, 1 + n // 10 % 10, 1 + n % 10);

create macro grid_code(i) as code_of(cast(floor(1000 * pow(roll(i, 'grid'), 1.5)) as int));

-- Each grid has two compounds.
create macro compound_code(i) as printf('XQ%s%d', grid_code(i)[7:], 1 + i % 2);

create macro moment(i, opens, closes) as (
    select
        start + to_days(cast(least(i * days // each, days) as int))
        + to_seconds(cast(floor(3600 * (opens + (closes - opens) * roll(i, 'time'))) as bigint))
    from plan
);

-- Hours to resolve: log-normal, 36 at the median, weeks at the far end. What a department is sent,
-- it is sent in the first fifth of that time, and turns up in the next three.
create view issue_facts as
with reported as (
    select
        i, moment(i, 6, 22) as reported_at,
        3600 * exp(3.6 + 1.3 * sqrt(-2 * ln(roll(i, 'u'))) * cos(2 * pi() * roll(i, 'v'))) as took
    from numbers
)
select
    i, reported_at,
    reported_at + to_seconds(cast(86400 * roll(i, 'contact') as bigint)) as contacted_at,
    date_trunc('day', reported_at) + interval '7 days 18 hours' as due_at,
    reported_at + to_seconds(cast(took as bigint)) as resolved_at,
    roll(i, 'sent') < 0.7 as is_sent,
    reported_at + to_seconds(cast(took * 0.2 * roll(i, 'sending') as bigint)) as dispatched_at,
    reported_at + to_seconds(cast(took * (0.2 + 0.6 * roll(i, 'coming')) as bigint)) as responded_at,
    reported_at + to_seconds(cast(took + 259200 * roll(i, 'calling') as bigint)) as called_back_at
from reported;
