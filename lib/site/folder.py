"""An edition in a folder: what did not change is linked, not written; it appears as a whole.

``DIR`` is a symbolic link to a folder beside it, ``DIR.<mark>``. A new edition is built in
another folder beside and takes the link's place by one rename, so a server never shows half
of one. Where there are no such links (a stick, Windows) the folders change names instead,
with a moment between in which nothing is there.
"""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from uuid import uuid4

MANIFEST = "manifest.json"
EDITION = re.compile(r"\.[0-9a-f]{8}")
#: files that bear the second they were made in
PACKED = (".xlsx", ".pptx", ".zip")
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")


class Foreign(Exception):
    """The folder is there and no edition of ours."""


class Folder:
    """A new edition beside the one that ``target`` shows, if any."""

    def __init__(self, target: Path):
        self.target = Path(os.path.normpath(target.absolute()))
        self.before = self.target.resolve() if self.target.exists() else None
        self.known: dict[str, str] = {}
        if self.before:
            self.known = _manifest(self.before)
        self.fresh = self.target.with_name(f"{self.target.name}.{uuid4().hex[:8]}")
        self.marks: dict[str, str] = {}
        self.written = self.kept = 0
        self.fresh.mkdir(parents=True)

    def put(self, name: str, body: bytes) -> None:
        """A file of the edition; linked when the one before has the same."""
        mark = mark_of(name, body)
        if not self.keep(name, mark):
            path = self._place(name)
            path.write_bytes(body)
            self.marks[name] = mark
            self.written += 1

    def keep(self, name: str, mark: str = "") -> bool:
        """Take a file of the edition before as it is, if it is there (with this mark)."""
        if self.before is None or self.known.get(name, "") != (mark or self.known.get(name)):
            return False
        path = self._place(name)
        try:
            os.link(self.before / name, path)
        except FileNotFoundError:
            return False
        except OSError:  # a disk that knows no links
            shutil.copy2(self.before / name, path)
        self.marks[name] = self.known[name]
        self.kept += 1
        return True

    def _place(self, name: str) -> Path:
        path = self.fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def finish(self) -> int:
        """Show the edition; how many files are gone since the one before."""
        text = json.dumps(dict(sorted(self.marks.items())), ensure_ascii=False, indent=0)
        (self.fresh / MANIFEST).write_text(text, encoding="utf-8")
        _shown(self.fresh, self.target)
        self._sweep()
        return len(self.known.keys() - self.marks.keys())

    def _sweep(self) -> None:
        """The edition before stays for who is reading it; what is older goes."""
        kept = (self.fresh, self.before)
        for each in self.target.parent.glob(f"{glob.escape(self.target.name)}.*"):
            if EDITION.fullmatch(each.name.removeprefix(self.target.name)) and each not in kept:
                shutil.rmtree(each, ignore_errors=True)

    def abandon(self) -> None:
        """Leave the edition before as it is."""
        shutil.rmtree(self.fresh, ignore_errors=True)


def _manifest(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return found
    except FileNotFoundError:
        if any(folder.iterdir()):
            raise Foreign(folder) from None
        return {}
    except ValueError:
        return {}


def _shown(fresh: Path, target: Path) -> None:
    """Let ``target`` be the new edition."""
    link = target.with_name(f"{fresh.name}.link")
    if target.exists() and not target.is_symlink():
        old = target.with_name(f"{fresh.name}.old")
        target.rename(old)
        _linked(fresh, target, link)
        shutil.rmtree(old, ignore_errors=True)
    else:
        _linked(fresh, target, link)


def _linked(fresh: Path, target: Path, link: Path) -> None:
    try:
        link.symlink_to(fresh.name, target_is_directory=True)
    except OSError:
        fresh.rename(target)
    else:
        link.replace(target)


def mark_of(name: str, body: bytes) -> str:
    """A digest of what a file says; of a packed one without the moment it was packed in."""
    digest = hashlib.sha256()
    if name.endswith(PACKED) and zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for each in sorted(packed.namelist()):
                inside = packed.read(each)
                if each.endswith(PACKED):
                    inside = mark_of(each, inside).encode()
                digest.update(each.encode() + b"\0" + MOMENT.sub(b"", inside) + b"\0")
    else:
        digest.update(body)
    return digest.hexdigest()[:24]
