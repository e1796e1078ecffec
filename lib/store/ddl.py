"""SQL of the schema: tables, triggers of the ledger, views for other tools."""

from __future__ import annotations

from lib.store.schema import ALL_TABLES, LEDGER, Column, Table, table

SQL_TYPE = {
    "text": "text",
    "date": "text",
    "day": "text",
    "int": "integer",
    "real": "real",
    "blob": "blob",
}
KEY = "id"  # every table that is referred to has it; other tools want it named
ISO_DATE = (
    "{name} glob '[0-9][0-9][0-9][0-9]'"
    " or {name} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'"
    " or {name} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
)


def _checks(column: Column) -> list[str]:
    name, found = column.name, []
    if column.kind == "date":
        found.append(ISO_DATE.format(name=name))
    if column.kind == "day":
        found.append(ISO_DATE.format(name=name).rpartition(" or ")[2])
    if column.choices:
        values = column.choices
        if column.kind == "text":
            values = tuple(f"'{value}'" for value in values)
        found.append(f"{name} in ({', '.join(values)})")
    if column.low is not None:
        found.append(f"{name} >= {column.low}")
    if column.high is not None:
        found.append(f"{name} <= {column.high}")
    return found


def _column(column: Column) -> str:
    parts = [column.name, SQL_TYPE[column.kind]]
    if column.required:
        parts.append("not null")
    parts += [f"check ({check})" for check in _checks(column)]
    if column.ref:
        # deferred: the build replaces whole tables inside one transaction
        parts.append(f"references {column.ref}({KEY}) deferrable initially deferred")
    return " ".join(parts)


def create_table(table: Table) -> str:
    """``create table`` statement; names come from the schema, never from data."""
    lines = [_column(column) for column in table.columns]
    lines.append(f"primary key ({', '.join(table.key)})")
    body = ",\n  ".join(lines)
    return f"create table {table.name} (\n  {body}\n) strict"


def rows_of(table: Table) -> str:
    """``select`` of all rows as they were put in; names come from the schema."""
    names = ", ".join(column.name for column in table.columns)
    return f"select {names} from {table.name} order by rowid"


APPEND_ONLY = """
create trigger {table}_no_{verb} before {verb} on {table}
begin select raise(abort, '{table} 只能追加，不能改写或删除'); end
"""


def triggers_of(table: Table) -> list[str]:
    """Append-only triggers of one ledger table."""
    return [APPEND_ONLY.format(table=table.name, verb=verb) for verb in ("update", "delete")]


#: a bound for what comes, not a check of the column: what older stores hold stays as it is
BOUNDED = """
create trigger assignment_no_excess before insert on assignment
when length(new.says) > 200 or length(new.scene) > 80
begin select raise(abort, 'assignment 的文字太长'); end
"""


def triggers() -> list[str]:
    """Triggers of the ledger tables: append-only, and no endless texts."""
    return [*(each for table in LEDGER for each in triggers_of(table)), BOUNDED]


def _columns_of(name: str) -> str:
    """The columns of a ledger table ``r``, so that its view grows with it."""
    return ", ".join(f"r.{column.name}" for column in table(name).columns)


#: so that no page reads the whole ledger, however long it gets
INDEXES = (
    "create index i_project_report_at on project_report (project_id, as_of, id)",
    "create index i_project_report_batch on project_report (batch_id)",
    "create index i_indicator_report_at on indicator_report (indicator_id, as_of, id)",
    "create index i_indicator_report_batch on indicator_report (batch_id)",
    "create index i_place_report_at on place_report (place_id, as_of, id)",
    # as the views write the day
    "create index i_import_batch_known on import_batch (substr(received_at, 1, 10))",
    "create index i_import_batch_withdraws on import_batch (withdraws)",
)

VIEWS = (
    f"""
create view v_report as
select {_columns_of("project_report")},
       b.received_at, b.received_by, substr(b.received_at, 1, 10) as known_on
from project_report r
join import_batch b on b.id = r.batch_id
where not exists (select 1 from import_batch w where w.withdraws = b.id)
""",
    """
create view v_project_status as
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
order by project_id
""",
    f"""
create view v_indicator_report as
select {_columns_of("indicator_report")},
       b.received_at, substr(b.received_at, 1, 10) as known_on
from indicator_report r
join import_batch b on b.id = r.batch_id
where not exists (select 1 from import_batch w where w.withdraws = b.id)
""",
    """
create view v_indicator_status as
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
order by i.id
""",
    """
create view v_office_load as
select o.id as office_id, o.name, count(po.project_id) as projects,
       coalesce(sum(s.state = 'unreported'), 0) as unreported,
       coalesce(sum(s.state = 'overdue'), 0) as overdue,
       o.level, o.kind, group_concat(s.name, '、') as items
from office o
left join project_office po on po.office_id = o.id
left join v_project_status s on s.project_id = po.project_id
group by o.id
order by o.id
""",
)


def plain(statement: str) -> str:
    """SQL without its layout; SQLite writes CREATE in capitals."""
    return " ".join(statement.split()).casefold()


def statements() -> list[str]:
    """Everything a new store needs, in order."""
    return [create_table(table) for table in ALL_TABLES] + [*INDEXES, *triggers(), *VIEWS]
