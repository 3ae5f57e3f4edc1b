-- The fixed part of an organization's schema. Everything else is made from table definitions.

-- Text that people write is compared by its letters alone: without case, without accents.
create collation "ci" (provider = icu, locale = 'und-u-ks-level1', deterministic = false);

-- Source of every row's versionnumber.
create sequence version_number as bigint;

create table metadata_table (
    logical_name text collate "C" primary key,
    definition jsonb not null
);

create table metadata_choice (
    name text collate "C" primary key,
    definition jsonb not null
);

-- One row. Its lock puts the commits of changed definitions in the order of their versions.
create table metadata_version (
    only_row boolean primary key default true check (only_row),
    version bigint not null
);

insert into metadata_version (version) values (0);

create table metadata_change (
    version bigint primary key,
    feed text collate "C" not null,
    changed_at timestamptz not null default now()
);

-- Texts of localizable columns, by language.
create table localized_label (
    table_name text collate "C",
    row_id uuid,
    column_name text collate "C",
    language_code int,
    label text collate "ci" not null,
    primary key (table_name, row_id, column_name, language_code)
);
