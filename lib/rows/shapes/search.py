"""What is found."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Found(TypedDict):
    """What can be found; ``words``: all it is found by, one text a line."""

    kind: str
    table: str
    id: str
    name: str
    detail: str
    words: str
    quotes: list[str]
    no: NotRequired[int]


class Hit(Found):
    """What was found; ``line``: shown beside the name, ``marks``: what to mark."""

    line: str
    marks: tuple[str, ...]
