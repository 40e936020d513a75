alter table report.read_model add shape text;
comment on column report.read_model.shape is 'Names the tables and folds that the generation was made by; null: from before this was noted.';

create table report.definition (
    only_one boolean primary key default true check (only_one),
    digest text not null
);
comment on table report.definition is 'What the functions and views of schemas report and bi were last made from.';
