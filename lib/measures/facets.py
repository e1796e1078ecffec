"""Facets: which rows match, and what each further choice would leave.

A row is a dict with a ``text`` to search and ``facets``: a tuple of ids for
each facet. Inside one facet choices add up (or), across facets they narrow
(and); a facet's counts react to all the *other* filters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

Choice = Mapping[str, Sequence[str]]
Row = TypeVar("Row", bound=Mapping[str, Any])


def matches(row: Mapping[str, Any], choice: Choice, *, words: str = "") -> bool:
    """Whether ``row`` fits every chosen facet and all words."""
    return bool(select([row], choice, words=words))


def select(rows: Sequence[Row], choice: Choice, *, words: str = "") -> list[Row]:
    """The matching rows, in the order given."""
    wanted = [(facet, frozenset(ids)) for facet, ids in choice.items() if ids]
    parts = words.casefold().split()
    return [
        row
        for row in rows
        if not any(ids.isdisjoint(row["facets"][facet]) for facet, ids in wanted)
        and all(part in row["text"] for part in parts)
    ]


def counts(
    rows: Sequence[Mapping[str, Any]], choice: Choice, *, words: str = ""
) -> dict[str, Counter[str]]:
    """Facet → value → how many rows it has under the other filters; in one pass."""
    found: dict[str, Counter[str]] = {facet: Counter() for facet in choice}
    wanted = {facet: set(ids) for facet, ids in choice.items() if ids}
    parts = words.casefold().split()
    for row in rows:
        own = row["facets"]
        failed = [facet for facet, ids in wanted.items() if ids.isdisjoint(own[facet])]
        if len(failed) > 1 or not all(part in row["text"] for part in parts):
            continue
        # a row that fails one facet still counts among that facet's other choices
        for facet in failed or found:
            tally = found[facet]
            for id in set(own[facet]):
                tally[id] += 1
    return found
