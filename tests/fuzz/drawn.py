"""Hypothesis as a maker of data: so many examples of a strategy, the same for a seed."""

from __future__ import annotations

import random
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as some

T = TypeVar("T")


def drawn(strategy: some.SearchStrategy[T], count: int, number: int) -> list[T]:
    """``count`` examples, no two alike."""
    found: dict[str, T] = {}
    while len(found) < count:
        _more(strategy, count, number, found)
        number += 1
    return list(found.values())[:count]


def _more(strategy: some.SearchStrategy[T], count: int, number: int, found: dict[str, T]) -> None:
    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(example: T) -> None:
        found.setdefault(repr(example), example)

    keep()


def mixed(count: int, number: int, *parts: tuple[int, some.SearchStrategy[T]]) -> list[T]:
    """Examples of several strategies in their proportions, shuffled.

    Left to hypothesis, the proportions would be those of what it finds interesting.
    """
    whole = sum(weight for weight, _ in parts)
    found: list[T] = []
    for weight, strategy in parts:
        found += drawn(strategy, max(1, count * weight // whole), number)
    random.Random(number).shuffle(found)
    return found[:count]


def weighted(
    most: tuple[int, some.SearchStrategy], *others: tuple[int, some.SearchStrategy]
) -> some.SearchStrategy:
    """One of some strategies, about as often as its number says (``one_of`` drops repeats)."""
    rare = [strategy for weight, strategy in others for _ in range(weight)]
    ends = [most[1]] * (most[0] // 2 + 1)  # first and last are what hypothesis likes best
    turns = [*ends, *rare, *ends]
    return some.integers(0, len(turns) - 1).flatmap(turns.__getitem__)
