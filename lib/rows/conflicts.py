"""Where documents disagree: whole list, and what concerns one fact."""

from __future__ import annotations

from typing import Any

from lib.rows import documents
from lib.rows.cache import per_version
from lib.rows.shapes.documents import Conflict

#: what a conflict's statements share
HEAD = ("id", "topic", "reason", "subject_table", "subject_id")


@per_version
def conflicts(as_of: str) -> list[Conflict]:
    """Topics of which at least two sides were known that day, each with its statements.

    ``whole``: all sides were known, so that the choice can be explained.
    """
    found: dict[str, Any] = {}
    for row in documents.conflicts(as_of):
        head: dict[str, Any] = {name: value for name, value in row.items() if name in HEAD}
        found.setdefault(row["id"], head | {"statements": []})["statements"].append(row)
    said = documents.statement_counts()
    return [
        topic | {"whole": len(topic["statements"]) == said[id]}
        for id, topic in found.items()
        if len(topic["statements"]) > 1
    ]


def about(as_of: str, *subjects: tuple[str, str]) -> list[Conflict]:
    """The conflicts that concern one of these facts: (table, id)."""
    wanted = set(subjects)
    return [
        topic
        for topic in conflicts(as_of)
        if (topic["subject_table"], topic["subject_id"]) in wanted
    ]
