"""Proof of quotes: each is looked for in its document; the hashes are kept.

``data/documents/verified.csv`` records which quote was found in which text, so
that a clone without the documents can still tell when a quote was edited.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lib import files
from lib.store.facts import Facts, Row, csv_path
from lib.store.problems import Kind, Problem
from lib.store.quoting import ELLIPSIS, find, laid_out
from lib.store.schema import BUILT_FROM_CSV, Table
from lib.store.validate import digest, row_key

VERIFIED = "documents/verified.csv"
#: (table, id) → the line that was kept
Kept = dict[tuple[str, str], dict[str, str]]
HEADER = ("table", "id", "quote_sha256", "document_sha256", "verified_on")


@dataclass(frozen=True)
class Quoted:
    """One quote of one row."""

    table: Table
    row: Row

    @property
    def key(self) -> tuple[str, str]:
        return self.table.name, row_key(self.table, self.row)

    @property
    def quote(self) -> str:
        return self.row.cells["quote"]

    @property
    def document_id(self) -> str:
        return self.row.cells["document_id"]

    def problem(self, kind: Kind, value: str = "") -> Problem:
        return Problem(
            file=csv_path(self.table), row=self.row.line, column="quote", kind=kind, value=value
        )


def quotes(facts: Facts) -> Iterator[Quoted]:
    """Every quote in the facts, in file order."""
    for table in BUILT_FROM_CSV:
        for row in facts.tables[table.name]:
            if row.cells.get("quote") and row.cells.get("document_id"):
                yield Quoted(table, row)


def verified_lines(data_dir: Path) -> Kept:
    """The kept proofs by (table, id); empty when the file is missing or unreadable."""
    try:
        with (data_dir / VERIFIED).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != HEADER:
                return {}
            return {(line["table"], line["id"]): line for line in reader}
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}


def unproven(facts: Facts, data_dir: Path) -> list[Problem]:
    """Quotes without a kept proof, or whose document differs from the others'."""
    lines = verified_lines(data_dir)
    documents = _document_hashes(facts, lines)
    found = []
    for quoted in quotes(facts):
        line = lines.get(quoted.key)
        if not line or line["quote_sha256"] != digest(quoted.quote):
            found.append(quoted.problem("unproven"))
        elif line["document_sha256"] != documents.get(quoted.document_id):
            found.append(quoted.problem("document_changed", quoted.document_id))
    return found


def _document_hashes(facts: Facts, lines: Kept) -> dict[str, str]:
    own = ((row.cells["id"], lines.get(("document", row.cells["id"]))) for row in _documents(facts))
    return {document_id: line["document_sha256"] for document_id, line in own if line}


def _documents(facts: Facts) -> list[Row]:
    return facts.tables["document"]


def prove(
    facts: Facts, data_dir: Path, sources: Path, *, today: str, keep: bool = True
) -> list[Problem]:
    """Look for every quote in ``sources`` and write the kept proofs.

    Nothing is written when a quote or a text is missing, or without ``keep``: when
    the facts have other problems. A proof that still holds keeps its date.
    """
    texts, found = _texts(facts, sources)
    for quoted in quotes(facts):
        text = texts.get(quoted.document_id)
        if text:
            found += _wrong(quoted, *text[0])
    if found or not keep:
        return found
    kept = verified_lines(data_dir)
    fresh = [_line(quoted, texts[quoted.document_id][1], kept, today) for quoted in quotes(facts)]
    _write(data_dir / VERIFIED, fresh)
    return []


def _wrong(quoted: Quoted, text: str, edges: frozenset[int]) -> Iterator[Problem]:
    """What is wrong with a quote: not in the document, or cut without saying so."""
    quote = quoted.quote
    spans = list(find(quote, text))
    if not spans:
        yield quoted.problem("not_in_document", quote)
    elif not any(
        (start in edges or quote.startswith(ELLIPSIS))
        and (end in edges or quote.endswith(ELLIPSIS))
        for start, end in spans
    ):
        yield quoted.problem("cut_quote", quote)


def _simplifier() -> Callable[[str], str] | None:
    """Traditional → Simplified; None without OpenCC, which the dashboard never needs."""
    try:
        from opencc import OpenCC
    except ImportError:
        return None
    return OpenCC("t2s").convert


def _texts(facts: Facts, sources: Path) -> tuple[dict[str, tuple[Any, ...]], list[Problem]]:
    simplify = _simplifier()
    if simplify is None:
        return {}, [Problem(file="OpenCC", kind="no_opencc")]
    texts, problems = {}, []
    for row in _documents(facts):
        path = sources / f"{row.cells['file']}.txt"
        try:
            raw = path.read_bytes()
            texts[row.cells["id"]] = (
                laid_out(simplify(raw.decode("utf-8"))),
                hashlib.sha256(raw).hexdigest(),
            )
        except (OSError, UnicodeDecodeError):
            problems.append(
                Problem(
                    file="facts/document.csv",
                    row=row.line,
                    column="file",
                    kind="no_source_text",
                    value=path.name,
                )
            )
    return texts, problems


def _line(quoted: Quoted, document_hash: str, kept: Kept, today: str) -> tuple[Any, ...]:
    fresh = (*quoted.key, digest(quoted.quote), document_hash)
    old = kept.get(quoted.key)
    if old and (old["quote_sha256"], old["document_sha256"]) == fresh[2:]:
        return (*fresh, old["verified_on"])
    return (*fresh, today)


def _write(path: Path, lines: list[tuple[Any, ...]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, text.getvalue().encode())
