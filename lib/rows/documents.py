"""Documents, what was taken from each, conflicts and doubtful readings."""

from __future__ import annotations

from typing import Any

from lib.rows.shapes.documents import DataChange, Document, Reading, Statement, TableChange
from lib.rows.shapes.organizations import Mechanism
from lib.rows.store import ask, ask_table
from lib.store.public import FACT_TABLES, LEDGER
from lib.store.schema import FACTS, GEO, Table, table

Row = dict[str, Any]  # of any table of the schema

DOCUMENTS = """
select id, title, short_title, doc_no, issuer, approved_on, issued_on, kind, address, note,
       locator, quote
from document where issued_on <= :as_of
order by issued_on, id
"""

CONFLICTS = """
select c.id, c.topic, c.reason, c.subject_table, c.subject_id, s.ord, s.says, s.chosen,
       s.document_id, d.short_title as document, s.locator, s.quote
from conflict c
join conflict_statement s on s.conflict_id = c.id
join document d on d.id = s.document_id
where d.issued_on <= :as_of
order by c.ord, s.ord
"""

STATEMENTS = """
select conflict_id, count(*) as said from conflict_statement group by 1 order by 1
"""

LAST_ISSUED = "select max(issued_on) as day from document order by 1"

READINGS = """
select r.id, r.topic, r.as_read, r.doubt, r.document_id, d.short_title as document,
       r.locator, r.quote
from reading r join document d on d.id = r.document_id
where d.issued_on <= :as_of
order by r.rowid
"""

MECHANISMS = """
select m.id, m.name, m.kind, m.summary, m.later, m.later_note,
       m.document_id, d.short_title as document, m.locator, m.quote
from mechanism m join document d on d.id = m.document_id
where d.issued_on <= :as_of
order by d.issued_on, m.rowid
"""


def documents(as_of: str) -> list[Document]:
    """The documents issued by ``as_of``, oldest first."""
    return ask(DOCUMENTS, as_of=as_of)


def conflicts(as_of: str) -> list[Statement]:
    """One row a statement: topic, reason, says, chosen and its source."""
    return ask(CONFLICTS, as_of=as_of)


def statement_counts() -> dict[str, int]:
    """How many statements each conflict has, whenever made."""
    return {row["conflict_id"]: row["said"] for row in ask(STATEMENTS)}


def last_issued() -> str:
    """The day of the last document: before it nothing can be said of later ones."""
    return str(ask(LAST_ISSUED)[0]["day"])


def readings(as_of: str) -> list[Reading]:
    """Doubtful readings with how they were read and why."""
    return ask(READINGS, as_of=as_of)


def mechanisms(as_of: str) -> list[Mechanism]:
    """Governance mechanisms and what later documents show of them."""
    return ask(MECHANISMS, as_of=as_of)


def sourced_tables() -> list[Table]:
    """Fact tables whose rows carry document, locator and quote."""
    return [each for each in FACTS if each.sourced]


def _key(each: Table) -> str:
    return " || '/' || ".join(each.key)


def _facts_sql(each: Table) -> str:
    """SQL over one table of the schema; every name in it comes from the schema."""
    return (
        f"select {_key(each)} as key, {each.name}.* from {each.name}"
        " where document_id = :document order by rowid"
    )


FACTS_OF = {each.name: _facts_sql(each) for each in sourced_tables()}

FACT = {
    each.name: f"select {each.name}.*, {_key(each)} as key from {each.name}"
    f" where {_key(each)} = :key order by 1"
    for each in sourced_tables()
}


#: rows known on a day, per table of facts; tables without a source are always known
KNOWN = (
    {
        each.name: f"select {', '.join(column.name for column in each.columns)} from {each.name}"
        " where document_id is null or document_id in"
        f" (select id from document where issued_on <= :as_of) order by rowid"
        for each in sourced_tables()
    }
    | {
        each.name: f"select {', '.join(column.name for column in each.columns)} from {each.name}"
        f" order by rowid"
        for each in FACTS + GEO
        if not each.sourced
    }
    | {
        "document": """
select id, title, short_title, doc_no, issuer, approved_on, issued_on, kind, address, note
from document where issued_on <= :as_of order by issued_on, id
""",
        # what later documents say of a mechanism is known only with the last of them
        "mechanism": """
select id, name, kind, summary,
       case when :as_of >= (select max(issued_on) from document) then later end as later,
       case when :as_of >= (select max(issued_on) from document) then later_note end as later_note,
       document_id, locator, quote
from mechanism where document_id in (select id from document where issued_on <= :as_of)
order by rowid
""",
        "conflict": """
select id, ord, topic, subject_table, subject_id, reason from conflict c
where not exists (
  select 1 from conflict_statement s join document d on d.id = s.document_id
  where s.conflict_id = c.id and d.issued_on > :as_of)
order by ord
""",
    }
)

#: the tables of the zip: the allow-list of the public copy, less what is derived
PUBLIC = tuple(name for name in (*FACT_TABLES, *LEDGER) if name in KNOWN or name in LEDGER)

CHANGES = """
select change_id, on_date, says, sum(added) as added, sum(changed) as changed,
       sum(removed) as removed, count(*) as tables
from data_change group by change_id, on_date, says
order by on_date desc, length(change_id) desc, change_id desc, min(table_name)
"""

CHANGED_TABLES = """
select change_id, says, table_name, added, changed, removed from data_change
order by table_name
"""


def data_changes() -> tuple[list[DataChange], list[TableChange]]:
    """The log of the data, newest first: one row a change and what it says, one a table of it.

    A change says one thing of several tables, and of others another.
    """
    return ask(CHANGES), ask(CHANGED_TABLES)


def title_of(name: str) -> str:
    """A table's title in Chinese."""
    return table(name).title


def known_rows(name: str, as_of: str) -> list[Row]:
    """Public rows of one table, known on ``as_of``."""
    return ask((KNOWN | LEDGER)[name], as_of=as_of)


def known_table(name: str, as_of: str) -> tuple[list[str], list[Row]]:
    """Columns and public rows of one table, known on ``as_of``."""
    return ask_table((KNOWN | LEDGER)[name], as_of=as_of)


def facts_of(document: str) -> list[tuple[Table, list[Row]]]:
    """Everything taken from one document: (table, its rows with their key)."""
    found = [(table(name), ask(sql, document=document)) for name, sql in FACTS_OF.items()]
    return [(each, rows) for each, rows in found if rows]


def fact(table_name: str, key: str) -> Row | None:
    """One fact row as a dict, or None."""
    if table_name not in FACT:
        return None
    rows = ask(FACT[table_name], key=key)
    return rows[0] if rows else None
