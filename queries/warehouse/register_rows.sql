-- Before the query of a register's rows, in brackets: they have no day but the first of all.
select *, date '0001-01-01' as day from
