-- SEC-7: how often whom was answered within the last minute, so that several servers agree. Nobody misses
-- these counts after a crash, so they are not logged; the servers sweep away what is over.
create schema if not exists limits;
create unlogged table if not exists limits.requests (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
grant usage on schema limits to caseload_runtime;
grant select, insert, update, delete on limits.requests to caseload_runtime;
