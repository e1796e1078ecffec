-- schema version 6: tables, triggers, views; reports; no facts
pragma application_id=1196968770;
pragma user_version=6;
pragma foreign_keys=off;
BEGIN TRANSACTION;
CREATE TABLE action (
  id text not null,
  plan_id text not null references plan(id) deferrable initially deferred,
  ord integer not null,
  name text not null,
  short_name text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE assignment (
  id integer not null,
  meeting_id text not null references meeting(id) deferrable initially deferred,
  project_id text references project(id) deferrable initially deferred,
  office_id text not null references office(id) deferrable initially deferred,
  says text not null,
  due_on text not null check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  scene text,
  assigned_by text not null,
  received_at text not null,
  primary key (id)
) strict;
INSERT INTO "assignment" VALUES(1,'m1','s01','yingshang','补材料','2024-03-01',NULL,'甲','2024-01-05T09:00:00+08:00');
CREATE TABLE boundary (
  seq integer not null check (seq >= 1),
  lon real not null check (lon >= 120.85) check (lon <= 122.0),
  lat real not null check (lat >= 30.65) check (lat <= 31.9),
  note text,
  primary key (seq)
) strict;
CREATE TABLE citation (
  id text not null,
  subject_table text not null,
  subject_id text not null,
  says text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE conflict (
  id text not null,
  ord integer not null,
  topic text not null,
  subject_table text,
  subject_id text,
  reason text not null,
  primary key (id)
) strict;
CREATE TABLE conflict_statement (
  conflict_id text not null references conflict(id) deferrable initially deferred,
  ord integer not null,
  says text not null,
  chosen integer not null check (chosen in (0, 1)),
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (conflict_id, ord)
) strict;
CREATE TABLE data_change (
  change_id text not null,
  table_name text not null,
  on_date text not null check (on_date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  added integer not null check (added >= 0),
  changed integer not null check (changed >= 0),
  removed integer not null check (removed >= 0),
  says text not null,
  primary key (change_id, table_name)
) strict;
CREATE TABLE dimension (
  id text not null,
  ord integer not null,
  name text not null,
  goal text not null,
  colour text not null check (colour in ('teal', 'ink', 'blue', 'violet', 'brown', 'green', 'amber', 'rose', 'slate', 'grey')),
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE document (
  id text not null,
  title text not null,
  short_title text not null,
  doc_no text,
  issuer text not null,
  approved_on text check (approved_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  issued_on text not null check (issued_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  kind text not null check (kind in ('plan', 'reply')),
  file text not null,
  address text,
  note text,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE event (
  id text not null,
  series_id text not null references event_series(id) deferrable initially deferred,
  on_date text not null check (on_date glob '[0-9][0-9][0-9][0-9]' or on_date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or on_date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  date_precision text not null check (date_precision in ('day', 'month', 'year')),
  title text not null,
  printed text,
  count integer,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE event_series (
  id text not null,
  name text not null,
  kind text not null,
  indicator_id text references indicator(id) deferrable initially deferred,
  counting_rule text,
  scope text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE evidence (
  id text not null,
  project_id text not null references project(id) deferrable initially deferred,
  as_of text not null check (as_of glob '[0-9][0-9][0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  date_precision text not null check (date_precision in ('day', 'month', 'year')),
  says text not null,
  strictness text not null,
  certainty text not null check (certainty in ('direct', 'inferred', 'near')),
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE import_batch (
  id text not null,
  received_at text not null,
  received_by text not null,
  office_id text references office(id) deferrable initially deferred,
  filename text not null,
  sha256 text not null,
  original blob,
  withdraws text references import_batch(id) deferrable initially deferred,
  withdrawn_by text,
  primary key (id)
) strict;
INSERT INTO "import_batch" VALUES('b1','2024-01-10T09:00:00+08:00','测试员','yingshang','表.xlsx','0000000000000000000000000000000000000000000000000000000000000000',X'78',NULL,NULL);
INSERT INTO "import_batch" VALUES('b0','2024-02-10T09:00:00+08:00','测试员','yingshang','表.xlsx','0000000000000000000000000000000000000000000000000000000000000000',X'78',NULL,NULL);
INSERT INTO "import_batch" VALUES('w1','2024-02-11T09:00:00+08:00','测试员','yingshang','表.xlsx','0000000000000000000000000000000000000000000000000000000000000000',NULL,'b0','乙');
CREATE TABLE indicator (
  id text not null,
  dimension_id text not null references dimension(id) deferrable initially deferred,
  plan_id text not null references plan(id) deferrable initially deferred,
  ord integer not null,
  name text not null,
  unit text not null,
  direction text not null check (direction in ('up', 'down')),
  operator text not null check (operator in ('range', 'at_least', 'more_than', 'new')),
  printed text not null,
  target_low real not null,
  target_high real,
  period text not null check (period in ('by', 'per_year')),
  due_on text not null check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  baseline real,
  definition text not null,
  inferred text,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE indicator_project (
  indicator_id text not null references indicator(id) deferrable initially deferred,
  project_id text not null references project(id) deferrable initially deferred,
  basis text not null,
  certainty text not null check (certainty in ('stated', 'inferred')),
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (indicator_id, project_id)
) strict;
CREATE TABLE indicator_report (
  id integer not null,
  batch_id text not null references import_batch(id) deferrable initially deferred,
  indicator_id text not null references indicator(id) deferrable initially deferred,
  as_of text not null check (as_of glob '[0-9][0-9][0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  value real not null,
  definition_confirmed integer not null check (definition_confirmed in (0, 1)),
  note text,
  reporter text not null,
  primary key (id)
) strict;
INSERT INTO "indicator_report" VALUES(1,'b1','hightech','2024-01-09',3.0,1,NULL,'测试员');
CREATE TABLE leader (
  id text not null,
  name text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE line (
  id text not null,
  name text not null,
  kind text not null check (kind in ('axis', 'main', 'road', 'outer', 'metro', 'tunnel', 'water')),
  licence text not null,
  source text not null,
  primary key (id)
) strict;
CREATE TABLE line_vertex (
  line_id text not null references line(id) deferrable initially deferred,
  seq integer not null check (seq >= 1),
  lon real not null check (lon >= 120.85) check (lon <= 122.0),
  lat real not null check (lat >= 30.65) check (lat <= 31.9),
  precision_m real,
  primary key (line_id, seq)
) strict;
CREATE TABLE mechanism (
  id text not null,
  name text not null,
  kind text not null,
  summary text not null,
  later text not null check (later in ('exists', 'claimed', 'inferred', 'announced', 'silent')),
  later_note text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE meeting (
  id text not null,
  held_on text not null check (held_on glob '[0-9][0-9][0-9][0-9]' or held_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or held_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  title text not null,
  agenda text,
  primary key (id)
) strict;
INSERT INTO "meeting" VALUES('m1','2024-01-05','早餐会',NULL);
CREATE TABLE milestone (
  id text not null,
  on_date text not null check (on_date glob '[0-9][0-9][0-9][0-9]' or on_date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or on_date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  date_precision text not null check (date_precision in ('day', 'month', 'year')),
  kind text not null check (kind in ('历史', '决策', '调研', '成立', '活动', '荣誉', '政策')),
  title text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE model (
  id text not null,
  name text not null,
  summary text not null,
  joint text not null check (joint in ('-', '+', '、')),
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE model_part (
  model_id text not null references model(id) deferrable initially deferred,
  ord integer not null check (ord >= 1),
  name text not null,
  role text not null,
  organization_id text references organization(id) deferrable initially deferred,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (model_id, ord)
) strict;
CREATE TABLE observation (
  id text not null,
  indicator_id text references indicator(id) deferrable initially deferred,
  metric text not null,
  printed text not null,
  value real not null,
  qualifier text,
  unit text,
  as_of text not null check (as_of glob '[0-9][0-9][0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  date_precision text not null check (date_precision in ('day', 'month', 'year')),
  scope text not null,
  match text not null check (match in ('exact', 'proxy', 'context')),
  repeats text references observation(id) deferrable initially deferred,
  reason text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE office (
  id text not null,
  name text not null,
  level text not null check (level in ('街道', '区')),
  kind text not null check (kind in ('科室', '中心', '居民区', '群团', '工作站', '部门', '街道')),
  parent_id text references office(id) deferrable initially deferred,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE organization (
  id text not null,
  name text not null,
  kind text not null check (kind in ('院所高校', '平台实验室', '载体园区', '企业', '投资机构', '联盟协会', '服务机构', '政府部门')),
  also text,
  summary text not null,
  place_id text references place(id) deferrable initially deferred,
  same_as text references organization(id) deferrable initially deferred,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE organization_link (
  from_id text not null references organization(id) deferrable initially deferred,
  to_id text not null references organization(id) deferrable initially deferred,
  relation text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (from_id, to_id, relation)
) strict;
CREATE TABLE place (
  id text not null,
  name text not null,
  category text not null references place_category(id) deferrable initially deferred,
  also text,
  address text,
  address_from text check (address_from in ('document', 'map')),
  lon real check (lon >= 120.85) check (lon <= 122.0),
  lat real check (lat >= 30.65) check (lat <= 31.9),
  precision text not null check (precision in ('exact', 'building', 'road', 'approximate', 'line', 'none')),
  error_m real check (error_m >= 1),
  line_id text references line(id) deferrable initially deferred,
  note text,
  geo_source text,
  geo_note text,
  edge_m real,
  within_boundary integer check (within_boundary in (0, 1)),
  document_id text references document(id) deferrable initially deferred,
  locator text,
  quote text,
  primary key (id)
) strict;
CREATE TABLE place_category (
  id text not null,
  name text not null,
  colour text not null check (colour in ('teal', 'ink', 'blue', 'violet', 'brown', 'green', 'amber', 'rose', 'slate', 'grey')),
  icon text not null,
  ord integer not null,
  label_ord integer not null check (label_ord >= 0),
  label_zoom real check (label_zoom >= 10) check (label_zoom <= 20),
  primary key (id)
) strict;
CREATE TABLE place_report (
  id integer not null,
  batch_id text not null references import_batch(id) deferrable initially deferred,
  place_id text not null references place(id) deferrable initially deferred,
  as_of text not null check (as_of glob '[0-9][0-9][0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  lon real check (lon >= 120.85) check (lon <= 122.0),
  lat real check (lat >= 30.65) check (lat <= 31.9),
  correction text,
  reporter text not null,
  primary key (id)
) strict;
INSERT INTO "place_report" VALUES(1,'b1','coffee','2024-01-09',121.418,31.216,NULL,'王一');
CREATE TABLE plan (
  id text not null,
  name text not null,
  short_name text not null,
  level text not null check (level in ('街道', '区')),
  starts_on text not null check (starts_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  ends_on text not null check (ends_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  period_basis text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE project (
  id text not null,
  plan_id text not null references plan(id) deferrable initially deferred,
  action_id text not null references action(id) deferrable initially deferred,
  no integer not null check (no >= 1),
  name text not null,
  content text not null,
  due_on text not null check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  due_basis text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE project_leader (
  project_id text not null references project(id) deferrable initially deferred,
  leader_id text not null references leader(id) deferrable initially deferred,
  ord integer not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (project_id, leader_id)
) strict;
CREATE TABLE project_office (
  project_id text not null references project(id) deferrable initially deferred,
  office_id text not null references office(id) deferrable initially deferred,
  role text not null check (role in ('负责', '牵头', '配合', '责任部门')),
  ord integer not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (project_id, office_id)
) strict;
CREATE TABLE project_organization (
  project_id text not null references project(id) deferrable initially deferred,
  organization_id text not null references organization(id) deferrable initially deferred,
  role text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (project_id, organization_id)
) strict;
CREATE TABLE project_place (
  project_id text not null references project(id) deferrable initially deferred,
  place_id text not null references place(id) deferrable initially deferred,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (project_id, place_id)
) strict;
CREATE TABLE project_report (
  id integer not null,
  batch_id text not null references import_batch(id) deferrable initially deferred,
  project_id text not null references project(id) deferrable initially deferred,
  office_id text not null references office(id) deferrable initially deferred,
  as_of text not null check (as_of glob '[0-9][0-9][0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or as_of glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  state text not null check (state in ('未开始', '推进中', '已完成', '暂缓')),
  percent real check (percent >= 0) check (percent <= 100),
  progress text,
  problem text,
  next_step text,
  due_on text check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  evidence text,
  reporter text not null,
  primary key (id)
) strict;
INSERT INTO "project_report" VALUES(1,'b1','s01','yingshang','2024-01-09','推进中',50.0,'一
二',NULL,NULL,NULL,NULL,'测试员');
INSERT INTO "project_report" VALUES(2,'b1','s02','yingshang','2024-01-09','推进中',50.0,'一
二',NULL,NULL,NULL,NULL,'测试员');
CREATE TABLE quarter (
  id text not null,
  name text not null,
  km2 real not null,
  geojson text not null,
  primary key (id)
) strict;
CREATE TABLE reading (
  id text not null,
  topic text not null,
  as_read text not null,
  doubt text not null,
  document_id text not null references document(id) deferrable initially deferred,
  locator text not null,
  quote text not null,
  primary key (id)
) strict;
CREATE TABLE ring (
  id text not null,
  name text not null,
  km2 real not null,
  offset_m real not null,
  geojson text not null,
  primary key (id)
) strict;
CREATE TABLE store_meta (
  key text not null,
  value text not null,
  primary key (key)
) strict;
INSERT INTO "store_meta" VALUES('kind','real');
INSERT INTO "store_meta" VALUES('facts','14ad8e9c3625393cf797009b98456b9f4ffb0b40f38af72ec3ecb61b07925290');
CREATE TABLE threshold (
  id text not null,
  value real not null,
  unit text not null,
  note text not null,
  primary key (id)
) strict;
CREATE TRIGGER meeting_no_update before update on meeting
begin select raise(abort, 'meeting 只能追加，不能改写或删除'); end;
CREATE TRIGGER meeting_no_delete before delete on meeting
begin select raise(abort, 'meeting 只能追加，不能改写或删除'); end;
CREATE TRIGGER import_batch_no_update before update on import_batch
begin select raise(abort, 'import_batch 只能追加，不能改写或删除'); end;
CREATE TRIGGER import_batch_no_delete before delete on import_batch
begin select raise(abort, 'import_batch 只能追加，不能改写或删除'); end;
CREATE TRIGGER project_report_no_update before update on project_report
begin select raise(abort, 'project_report 只能追加，不能改写或删除'); end;
CREATE TRIGGER project_report_no_delete before delete on project_report
begin select raise(abort, 'project_report 只能追加，不能改写或删除'); end;
CREATE TRIGGER indicator_report_no_update before update on indicator_report
begin select raise(abort, 'indicator_report 只能追加，不能改写或删除'); end;
CREATE TRIGGER indicator_report_no_delete before delete on indicator_report
begin select raise(abort, 'indicator_report 只能追加，不能改写或删除'); end;
CREATE TRIGGER place_report_no_update before update on place_report
begin select raise(abort, 'place_report 只能追加，不能改写或删除'); end;
CREATE TRIGGER place_report_no_delete before delete on place_report
begin select raise(abort, 'place_report 只能追加，不能改写或删除'); end;
CREATE TRIGGER assignment_no_update before update on assignment
begin select raise(abort, 'assignment 只能追加，不能改写或删除'); end;
CREATE TRIGGER assignment_no_delete before delete on assignment
begin select raise(abort, 'assignment 只能追加，不能改写或删除'); end;
CREATE TRIGGER assignment_no_excess before insert on assignment
when length(new.says) > 200 or length(new.scene) > 80
begin select raise(abort, 'assignment 的文字太长'); end;
CREATE VIEW v_report as
select r.id, r.batch_id, r.project_id, r.office_id, r.as_of, r.state, r.percent, r.progress, r.problem, r.next_step, r.due_on, r.evidence, r.reporter,
       b.received_at, b.received_by, substr(b.received_at, 1, 10) as known_on
from project_report r
join import_batch b on b.id = r.batch_id
where not exists (select 1 from import_batch w where w.withdraws = b.id);
CREATE VIEW v_project_status as
with today as (select date('now', '+8 hours') as day),
latest as (
  select r.*, row_number() over (partition by project_id order by as_of desc, id desc) as rank
  from v_report r, today where r.as_of <= today.day and r.known_on <= today.day
),
share as (
  select p.id as project_id, p.name, p.no, plan.level, plan.short_name as plan,
         action.short_name as action,
         (select group_concat(name, '、') from (
            select o.name from project_office po join office o on o.id = po.office_id
            where po.project_id = p.id order by po.ord)) as offices,
         (select group_concat(name, '、') from (
            select l.name from project_leader pl join leader l on l.id = pl.leader_id
            where pl.project_id = p.id order by pl.ord)) as leaders,
         p.due_on as due_original,
         coalesce(l.due_on, p.due_on) as due_on, l.state, l.percent, l.evidence,
         l.as_of as reported_on, today.day as as_of,
         min(1.0, max(0.0, (julianday(today.day) - julianday(plan.starts_on)) /
             (julianday(coalesce(l.due_on, p.due_on)) - julianday(plan.starts_on)))) as elapsed
  from project p join plan on plan.id = p.plan_id join action on action.id = p.action_id
  cross join today
  left join latest l on l.project_id = p.id and l.rank = 1
)
select project_id, as_of, due_on, reported_on, percent,
  case
    when state is null then 'unreported'
    when state = '已完成' and coalesce(evidence, '') <> '' then 'done'
    when state = '暂缓' then 'paused'
    when as_of > due_on then 'overdue'
    when percent is not null and percent < 100 * elapsed
      - (select value from threshold where id = 'pace-tolerance') then 'behind'
    when julianday(due_on) - julianday(as_of)
      <= (select value from threshold where id = 'due-soon') then 'due_soon'
    else 'on_track'
  end as state,
  case
    when reported_on is null then 'never'
    when julianday(as_of) - julianday(reported_on)
      <= (select value from threshold where id = 'fresh') then 'fresh'
    when julianday(as_of) - julianday(reported_on)
      <= (select value from threshold where id = 'stale') then 'ageing'
    else 'stale'
  end as report_age,
  name, level, no, plan, action, offices, leaders, due_original
from share
order by project_id;
CREATE VIEW v_indicator_report as
select r.id, r.batch_id, r.indicator_id, r.as_of, r.value, r.definition_confirmed, r.note, r.reporter,
       b.received_at, substr(b.received_at, 1, 10) as known_on
from indicator_report r
join import_batch b on b.id = r.batch_id
where not exists (select 1 from import_batch w where w.withdraws = b.id);
CREATE VIEW v_indicator_status as
with standing as (
  select indicator_id, definition_confirmed from (
    select r.*, row_number() over (partition by indicator_id, as_of order by id desc) as nth
    from v_indicator_report r
    where r.as_of <= date('now', '+8 hours') and r.known_on <= date('now', '+8 hours')
  ) where nth = 1
)
select i.id as indicator_id,
  (select count(*) from observation o where o.indicator_id = i.id and o.match = 'exact')
  + (select count(*) from standing r
     where r.indicator_id = i.id and r.definition_confirmed = 1) as exact_values,
  (select count(*) from observation o
   where o.indicator_id = i.id and o.match = 'proxy' and o.repeats is null)
  + (select count(*) from standing r
     where r.indicator_id = i.id and r.definition_confirmed = 0) as proxies,
  date('now', '+8 hours') > i.due_on as period_over,
  i.name, d.name as dimension, p.short_name as plan, i.unit, i.target_low, i.target_high,
  i.operator, i.period, i.due_on,
  (select group_concat(name, '、') from (
     select distinct o.name from indicator_project ip
     join project_office po on po.project_id = ip.project_id join office o on o.id = po.office_id
     where ip.indicator_id = i.id order by o.id)) as offices
from indicator i join dimension d on d.id = i.dimension_id join plan p on p.id = i.plan_id
order by i.id;
CREATE VIEW v_office_load as
select o.id as office_id, o.name, count(po.project_id) as projects,
       coalesce(sum(s.state = 'unreported'), 0) as unreported,
       coalesce(sum(s.state = 'overdue'), 0) as overdue,
       o.level, o.kind, group_concat(s.name, '、') as items
from office o
left join project_office po on po.office_id = o.id
left join v_project_status s on s.project_id = po.project_id
group by o.id
order by o.id;
COMMIT;
