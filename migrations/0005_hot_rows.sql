-- What changes with every session must not touch an index: PostgreSQL then writes the new version of a row beside the old
-- one and leaves all indexes alone. A column in an index's condition counts as indexed.

-- A change of status alone is no change of this.
alter table connector add column faulted boolean generated always as (status = 'Faulted') stored;
drop index connector_faulted;
create index connector_faulted on connector (station_id) where faulted;

-- Only 1.6 has such keys.
drop index transaction_start_key;
create unique index transaction_start_key on transaction (station_id, start_key) where start_key is not null;
