"""Scripts for the browser: small ES modules on disk, one text where one is wanted.

Streamlit's components and the files to take along want a script as one text. :func:`one_script`
writes it: what a module imports stands before it, once, as a function that runs at once and
gives back what the module exports. So ::

    import { go } from './moving.js';       →  const { go } = module_moving;
    export const runAgain = …;              →  const runAgain = …; … return { runAgain };

The modules themselves are plain ones: a browser, a linter and the tests take them as they
are. They keep to the two forms above, one a line; only the entry may export a default.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

IMPORT = re.compile(r"^import (\{[^}]*\}) from '(\.{1,2}/[^']+)';$", re.MULTILINE)
EXPORT = re.compile(r"^export (?=const (\w+))", re.MULTILINE)


def modules(entry: Path) -> list[Path]:
    """A module and all that it imports, each before those that import it."""
    found: list[Path] = []

    def add(path: Path) -> None:
        for _, name in IMPORT.findall(path.read_text(encoding="utf-8")):
            if (other := (path.parent / name).resolve()) not in found:
                add(other)
        found.append(path)

    add(entry.resolve())
    return found


@cache
def one_script(entry: Path) -> str:
    """One script of a module and all that it imports."""
    *others, own = modules(entry)
    return "\n".join([*map(_enclosed, others), _plain(own)])


def _enclosed(path: Path) -> str:
    names = ", ".join(EXPORT.findall(path.read_text(encoding="utf-8")))
    return f"const module_{path.stem} = (() => {{\n{_plain(path)}return {{ {names} }};\n}})();"


def _plain(path: Path) -> str:
    def brought(found: re.Match) -> str:
        return f"const {found[1]} = module_{Path(found[2]).stem};"

    return EXPORT.sub("", IMPORT.sub(brought, path.read_text(encoding="utf-8")))
