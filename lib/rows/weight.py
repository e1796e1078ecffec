"""How many bytes a remembered value takes: an estimate that costs little."""

from __future__ import annotations

import dataclasses
from sys import getsizeof
from typing import Any

#: of a long list only so many members are weighed, the rest are taken to be like them; a row's
#: cells are not like each other, so a small dict is weighed whole
SAMPLE, CELLS = 10, 80
DEPTH = 12


def weight(value: Any, depth: int = DEPTH) -> int:
    """Bytes of a value and of what it holds; what two values share counts for both."""
    usage = getattr(value, "memory_usage", None)
    if usage is not None:  # pandas: a number for each column of a frame, one for a series
        used = usage(deep=True)
        return int(used if isinstance(used, int) else used.sum())
    own = getsizeof(value, 0)
    if depth == 0 or isinstance(value, str | bytes | int | float | None):
        return own
    if isinstance(value, dict):  # rows share the words that are their keys
        return own + _many(value.values(), depth, CELLS)
    if isinstance(value, list | tuple | set | frozenset):
        return own + _many(value, depth)
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return own + sum(weight(getattr(value, each.name), depth - 1) for each in fields)
    return own + (_many(vars(value).values(), depth, CELLS) if hasattr(value, "__dict__") else 0)


def _many(values: Any, depth: int, most: int = SAMPLE) -> int:
    """The weight of many: of all, or what a sample spread over them makes likely."""
    members = list(values)
    sample = members[:: max(1, -(-len(members) // most))]
    weighed = sum(weight(each, depth - 1) for each in sample)
    return round(weighed * len(members) / max(1, len(sample)))
