create table practice (
    practice_id  text        primary key,
    kind         text        not null,
    title        text        not null,
    text         text        not null,
    learned_from text        not null,
    retired      boolean     not null default false,
    recorded_at  timestamptz not null,
    terms        tsvector    not null
);
create index on practice using gin (terms);
comment on column practice.terms is 'Made by the service, since what the parser of PostgreSQL makes of Chinese depends on the locale.';
