"""Facets: which items match, and what each further choice would leave.

An item is a dict with a ``text`` to search and ``facets``: a tuple of ids for
each facet. Inside one facet choices add up (or), across facets they narrow
(and); a facet's counts react to all the *other* filters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

Choice = Mapping[str, Sequence[str]]
Item = TypeVar("Item", bound=Mapping[str, Any])


def matches(item: Mapping[str, Any], choice: Choice, *, words: str = "") -> bool:
    """Whether ``item`` fits every chosen facet and all words."""
    for facet, wanted in choice.items():
        if wanted and not set(wanted) & set(item["facets"][facet]):
            return False
    return all(word in item["text"] for word in words.casefold().split())


def select(items: Sequence[Item], choice: Choice, *, words: str = "") -> list[Item]:
    """The matching items, in the order given."""
    return [item for item in items if matches(item, choice, words=words)]


def counts(
    items: Sequence[Mapping[str, Any]], choice: Choice, *, words: str = ""
) -> dict[str, Counter[str]]:
    """Facet → value → how many items it has under the other filters; in one pass."""
    found: dict[str, Counter[str]] = {facet: Counter() for facet in choice}
    wanted = {facet: set(ids) for facet, ids in choice.items() if ids}
    parts = words.casefold().split()
    for item in items:
        own = item["facets"]
        failed = [facet for facet, ids in wanted.items() if ids.isdisjoint(own[facet])]
        if len(failed) > 1 or not all(part in item["text"] for part in parts):
            continue
        # an item that fails one facet still counts among that facet's other choices
        for facet in failed or found:
            found[facet].update(set(own[facet]))
    return found
