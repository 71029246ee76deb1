-- Who changed or commanded what over the API, when, from where, and how it went.

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- what the caller is called, and their user of Directus where they have one
  who text not null,
  user_id text,
  address text,
  mutation text not null,
  -- as they were given, secrets masked, long texts and lists cut
  arguments jsonb not null,
  -- null while it is under way, and where the process ended meanwhile; DONE, or the code of the error
  outcome text,
  error text,
  finished_at timestamptz
);
create index audit_at on audit (at desc, id desc);
create index audit_who on audit (who, at desc);
create index audit_mutation on audit (mutation, at desc);
