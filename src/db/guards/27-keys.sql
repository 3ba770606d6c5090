-- SEC-8: texts of protected fields leave the program encrypted. Each tenant has data keys of its own, kept here
-- only as wrapped by a key-encryption key that the database never sees; so does the platform.
create table if not exists encryption_keys (
  tenant_id uuid not null references tenants (id) on delete restrict,
  number int not null,
  kek text not null,
  wrapped text not null,
  created_at timestamptz not null default now(),
  -- From then on nothing more is encrypted by it.
  replaced_at timestamptz,
  -- Since then nothing is encrypted by it any more. It is kept all the same, for backups.
  retired_at timestamptz,
  primary key (tenant_id, number)
);
create unique index if not exists encryption_keys_one_current on encryption_keys (tenant_id)
  where replaced_at is null;

-- Of no tenant, for secrets of people, who may work in several.
create table if not exists platform_keys (
  number int not null primary key,
  kek text not null,
  wrapped text not null,
  created_at timestamptz not null default now(),
  replaced_at timestamptz,
  retired_at timestamptz
);
create unique index if not exists platform_keys_one_current on platform_keys ((true))
  where replaced_at is null;

-- Whoever writes, however wrong the program: no plain text stands in a protected column.
select guards.ensure_constraint('patients', 'patients_medical_notes_sealed',
  'check (medical_notes ~ ''^v1\.d[0-9]+\.[A-Za-z0-9_-]{38,}$'')');
select guards.ensure_constraint('patients', 'patients_has_medical_notes',
  'check (coalesce(has_medical_notes, false) = (medical_notes is not null))');
