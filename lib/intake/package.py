"""An Office package: its parts, their elements one by one, shared texts, number formats."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from lib.intake.problems import Unreadable

MOST_TAGS = 500_000  # of one sheet that is read; a tag takes some microseconds
MOST_OF_FILE = 1_500_000  # of all its parts together
MOST_STRINGS = 2_000_000  # tags of the texts that all sheets share
MOST_ATTRIBUTES = 100  # of one tag
LONGEST = 512 * 2**10  # bytes of one tag or text; a cell has at most 32,767 characters
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: date formats of Chinese programs that have a number and no code (ECMA-376, 18.8.30)
EAST_ASIAN = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), 'h"时"mm"分"'), **dict.fromkeys((35, 56), 'h"时"mm"分"ss"秒"'),
}  # fmt: skip
Event = tuple[str, str, Any]  # told: attributes of an opened tag, text of a closed one


def elements(stream: IO[bytes], most: int) -> Iterator[Event]:
    """("open", name, attributes) and ("close", name, own text), names without prefix.

    :class:`Unreadable` beyond ``most`` tags and for any document type.
    """
    found: list[Event] = []
    words: list[str] = []
    tags = 0

    def opened(name: str, attributes: dict[str, Any]) -> None:
        if len(attributes) > MOST_ATTRIBUTES:
            raise Unreadable("too_many_cells")
        words.clear()
        found.append(("open", _local(name), {_local(key): at for key, at in attributes.items()}))

    def closed(name: str) -> None:
        found.append(("close", _local(name), "".join(words)))
        words.clear()

    def forbidden(*_: object) -> None:
        raise Unreadable("entities")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = words.append
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = forbidden
    silent = 0  # bytes since the last tag: a parser looks at an unfinished one again and again
    while chunk := stream.read(1 << 16):
        parser.Parse(chunk)
        tags += len(found)
        silent = 0 if found else silent + len(chunk)
        if tags > 2 * most or silent > LONGEST:
            raise Unreadable("too_many_cells")
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from found


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def unescaped(text: str) -> str:
    """``_xHHHH_`` as the character it stands for; halves of a pair become one."""
    if "_x" not in text:
        return text
    plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@dataclass
class Workbook:
    """One open package: its parts by lower-case name, shared texts and formats."""

    archive: zipfile.ZipFile
    parts: dict[str, str]
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    epoch: object = CALENDAR_WINDOWS_1900
    events: int = 0

    def open(self, part: str, most: int) -> Iterator[Event]:
        """Elements of a part; ``KeyError`` when it is not there."""
        with self.archive.open(self.parts[part.lower()]) as stream:
            for event in elements(stream, most):
                self.events += 1
                if self.events > 2 * (MOST_OF_FILE + MOST_STRINGS):
                    raise Unreadable("too_many_cells")
                yield event

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """id → (last word of its type, target) of what a part refers to."""
        folder, name = posixpath.split(part)
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        if listed.lower() not in self.parts:
            return {}
        found = {}
        for what, tag, told in self.open(listed, MOST_TAGS):
            if what == "open" and tag == "Relationship":
                target = told.get("Target", "")
                if told.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found[told.get("Id", "")] = (told.get("Type", "").rpartition("/")[2], target)
        return found


def strings(book: Workbook, part: str) -> Iterator[str]:
    """The texts that the sheets share, in order."""
    texts: list[str] = []
    aside = 0
    for what, tag, told in book.open(part, MOST_STRINGS):
        if tag == "rPh":  # how a word is spoken, not what is written
            aside += 1 if what == "open" else -1
        elif what == "close" and tag == "t" and not aside:
            texts.append(told)
        elif what == "close" and tag == "si":
            yield unescaped("".join(texts))
            texts.clear()


def formats(book: Workbook, part: str) -> list[str]:
    """Number format code of each cell style, by the style's number."""
    codes = dict(BUILTIN_FORMATS) | EAST_ASIAN
    found: list[str] = []
    inside = ""
    for what, tag, told in book.open(part, MOST_TAGS):
        if tag == "cellXfs":
            inside = tag if what == "open" else ""
        elif what == "open" and tag == "numFmt":
            codes[int(told.get("numFmtId", 0))] = told.get("formatCode", "General")
        elif what == "open" and tag == "xf" and inside:
            found.append(codes.get(int(told.get("numFmtId") or 0), "General"))
    return found
