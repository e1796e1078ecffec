"""Is this file safe to open? Decided on bytes and zip directory alone.

Bounds: 10 MB as sent, 64 MB unpacked, 400 parts, half a million XML tags (a parser
takes up to 10 µs each); so that reading stays within seconds and a few hundred
megabytes.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib

from lib.intake.problems import Unreadable

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 64 * 2**20
MOST_PARTS = 400
MOST_TAGS = 500_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, OSError, RuntimeError,
    EOFError, ValueError,
)  # fmt: skip
ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)


def require_sane(data: bytes) -> None:
    """Raise :class:`Unreadable` for what must not be opened at all."""
    if not data:
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_big", f"{len(data) / 2**20:.0f} MB")
    if data.startswith(OLE):
        raise Unreadable("old_or_locked")


def is_workbook(data: bytes) -> bool:
    """Whether the bytes claim to be a zip, as .xlsx files are."""
    return data.startswith(ZIP)


def require_safe_workbook(data: bytes) -> None:
    """Raise :class:`Unreadable` for bombs, macros, external links and entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_small(archive.infolist())
            _require_plain(archive)
    except BROKEN:
        raise Unreadable("not_workbook") from None


def _require_small(parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if total > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable("bomb", f"{total / 2**20:.0f} MB，{len(parts)} 个部分")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("old_or_locked")


def _require_plain(archive: zipfile.ZipFile) -> None:
    total = tags = 0
    for part in archive.infolist():
        name = part.filename.lower()
        if "vbaproject" in name or (name.endswith((".bin", ".exe", ".dll")) and "vba" in name):
            raise Unreadable("macros")
        if "externallinks/" in name:
            raise Unreadable("external_links")
        # the directory may lie about sizes: count what really comes out
        with archive.open(part) as stream:
            tail = b""
            while chunk := stream.read(1 << 16):
                total += len(chunk)
                if total > MOST_UNPACKED:
                    raise Unreadable("bomb", f"超过 {MOST_UNPACKED >> 20} MB")
                if name.endswith((".xml", ".rels")) and ENTITY.search(tail + chunk):
                    raise Unreadable("entities")
                tags += chunk.count(b"<")
                if tags > MOST_TAGS:
                    raise Unreadable("too_many_cells")
                tail = chunk[-16:]
