"""The schema, as one append-only list: never change an entry that a released version has applied.

SQL is kept portable (no SQLite-only types), for the same tables will stand on PostgreSQL.
"""

MIGRATIONS: tuple[str, ...] = (
    """
create table meta(name text primary key, value text not null);
create table template(
  id text not null, revision integer not null, name text not null, body text not null,
  saved_at text not null, note text not null default '', primary key(id, revision));
create table opening(
  id text primary key, address text not null, address_key text not null, state text not null,
  template text not null, body text not null, states text not null default '{}',
  problem text, is_finished integer not null default 0, created_at double precision not null,
  wake bigint not null default 1, seen bigint not null default 0,
  due double precision not null default 0);
create index opening_address on opening(address_key);
create table intent(
  key text primary key, opening text not null, step text not null default '', kind text not null,
  body text not null, state text not null, sent_at double precision, tries integer not null default 0,
  portal_id bigint, done_at double precision, note text not null default '');
create index intent_opening on intent(opening);
create index intent_portal on intent(kind, portal_id);
create table task(
  id bigint primary key, opening text not null, step text not null, round integer not null,
  body text not null, changed_at text not null, first_seen double precision not null,
  is_gone integer not null default 0, is_ignored integer not null default 0);
create index task_opening on task(opening);
create table answer(task_id bigint primary key, changed_at text not null, body text not null);
create table tap(
  opening text not null, step text not null, round integer not null, outcome text not null,
  user_id bigint not null, at text not null, source text not null, reason text not null default '',
  primary key(opening, step, round));
create table history(
  id integer primary key, at text not null, event text not null, opening text not null default '',
  step text not null default '', round integer not null default 0, key text not null default '',
  task_id bigint, user_id bigint, source text not null default 'engine',
  code text not null default '', facts text not null default '{}');
create index history_opening on history(opening, id);
create table person(user_id bigint primary key, body text not null);
create table department(id bigint primary key, body text not null);
create table role_holder(role text primary key, user_id bigint, deputy_id bigint);
create table region(name text not null, city text not null, primary key(name, city));
create table region_holder(
  region text not null, role text not null, user_id bigint not null, primary key(region, role));
create table calendar_exception(day text primary key, is_working integer not null, note text not null default '');
create table norm(user_id bigint primary key, tasks_per_week integer not null);
""",
    """
create table field_value(
  opening text not null, step text not null, round integer not null, field text not null,
  value text not null, user_id bigint not null, at text not null, source text not null,
  primary key(opening, step, round, field));
create table delay(
  id integer primary key, opening text not null, step text not null, round integer not null,
  day text not null, reason text not null, words text not null default '', user_id bigint not null,
  at text not null, source text not null);
create index delay_opening on delay(opening, step);
""",
    """
alter table template add column author text not null default '';
alter table role_holder add column rule text not null default '';
create table absence(
  id integer primary key, user_id bigint not null, first_day text not null, last_day text not null,
  note text not null default '');
create table launch_draft(id text primary key, body text not null, saved_at text not null);
""",
    """
create index if not exists opening_woken on opening(due, created_at) where seen<wake;
create index if not exists opening_due on opening(due, created_at);
""",
)
