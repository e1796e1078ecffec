"""sqlite-utils for who writes, without what it takes along for others."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def database() -> type[Database]:
    """Its ``Database``. It imports pandas where there is any, to store frames; we store none.

    A command that nothing else asks for pandas does without, and takes half the time: a module
    that is None counts as missing. Never beside other threads, which may be importing it.
    """
    alone = "pandas" not in sys.modules and threading.active_count() == 1
    if alone:
        sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        from sqlite_utils import Database
    finally:
        if alone:
            del sys.modules["pandas"]
    return Database
