"""Everything that was taken from the documents, as one list."""

from __future__ import annotations

from lib.queries import sources
from lib.views.items import records


def excerpts(as_of: str, document: str = "") -> list[dict]:
    """document, table, id, says, locator, quote of each fact; of one document or of all."""
    return [
        row | {"document": source["short_title"], "table": each.title}
        for source in records(sources.documents(as_of))
        if document in ("", source["id"])
        for each, rows in sources.facts_of(source["id"])
        for row in records(rows)
    ]
