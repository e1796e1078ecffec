"""What kind of store this is."""

from __future__ import annotations

from lib.queries.base import ask

KIND = "select value from store_meta where key = 'kind' order by 1"


def is_demo() -> bool:
    """Whether the store holds fictitious reports."""
    return ask(KIND)[0]["value"] == "demo"
