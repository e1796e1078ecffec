"""A deck written into a folder, as the command does."""

from __future__ import annotations

from pathlib import Path

from lib import files
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.scenes import decks
from lib.scenes.html import offline
from lib.scenes.slides import presentation
from lib.scenes.story import gather


def write(folder: Path, *, deck: str, as_of: str, address: str) -> list[Path] | None:
    """Write HTML and PPTX; the files, or None for an unknown deck.

    ``deck`` is an id as in the URL; after ``office-`` or ``action-`` a name will do.
    """
    rows = projects(as_of)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    kind, dash, subject = deck.partition("-")
    ids = {name: id for id, name in names.get(kind, {}).items()}
    choice = decks.choice_of(f"{kind}{dash}{ids.get(subject, subject)}", names)
    if choice is None:
        return None
    made = decks.build(gather(as_of, choice, address=address))
    mark = "演示数据-" if made.demo else ""
    name = f"{mark}早餐会演示-{made.name}-{as_of}"
    bodies = {
        folder / f"{name}.html": offline(made),
        folder / f"{name}.pptx": presentation(made),
    }
    folder.mkdir(parents=True, exist_ok=True)
    files.write_all(bodies)
    return list(bodies)
