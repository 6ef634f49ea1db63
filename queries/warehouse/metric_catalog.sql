-- The definitions of all metrics, as readers find them.
delete from metric_catalog;

insert into metric_catalog
select unnest($keys), unnest($datasets), unnest($times), unnest($texts), unnest($bases);
