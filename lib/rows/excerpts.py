"""Everything that was taken from the documents: as one list, or by document and table."""

from __future__ import annotations

from lib import text
from lib.rows import documents
from lib.rows.naming import names, spoken
from lib.rows.shapes.documents import ExcerptGroup, LocatedExcerpt


def grouped(as_of: str, document: str) -> list[ExcerptGroup]:
    """What was taken from one document: table, title and rows, table after table.

    rows: key, says, locator, quote and the quote's mark in addresses.
    """
    known = names(as_of)
    return [
        {
            "table": each.name,
            "title": each.title,
            "rows": [
                {
                    "key": row["key"],
                    "says": says,
                    "locator": row["locator"],
                    "quote": row["quote"],
                    "mark": text.quote_mark(row["quote"]),
                }
                for row in rows
                if (says := spoken(each, row, known))
            ],
        }
        for each, rows in documents.facts_of(document)
    ]


def excerpts(as_of: str, document: str = "") -> list[LocatedExcerpt]:
    """document, table, says, locator, quote, fact (its address) of each fact; of one
    document or of all.
    """
    return [
        {
            "document": source["short_title"],
            "table": group["title"],
            "fact": f"/sources?fact={group['table']}:{row['key']}",
            **row,
        }
        for source in documents.documents(as_of)
        if document in ("", source["id"])
        for group in grouped(as_of, source["id"])
        for row in group["rows"]
    ]
