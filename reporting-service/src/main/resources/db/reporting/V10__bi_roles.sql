create table report.bi_role (
    role_name name primary key,
    territories text[],
    since timestamptz not null default now()
);
comment on table report.bi_role is
    'Which rows of schema bi a database role, and whoever is a member of it, sees: those of these territories and all below them; null: all. A role that is not here sees none.';
insert into report.bi_role (role_name, territories) values ('bi_reader', null);
