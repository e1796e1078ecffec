"""Is this file safe to open, and what is it? Decided on bytes and zip directory alone.

Bounds: 10 MB as sent, 64 MB unpacked, 2,000 parts; the reader itself bounds the
XML tags of what it reads. So that reading stays within seconds and a few hundred
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
MOST_PARTS = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, OSError, RuntimeError,
    EOFError, ValueError,
)  # fmt: skip
ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
#: first bytes of what is no table at all → what it is called
NO_TABLE = (
    (b"%PDF", "PDF"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"),
    (b"II*\x00", "图片"), (b"MM\x00*", "图片"), (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf", "压缩包（7z）"), (b"\x1f\x8b", "压缩包（gzip）"), (b"{\\rtf", "RTF 文档"),
    (b"SQLite format 3", "数据库文件"),
)  # fmt: skip
#: a part that tells what a zip is → what it is called, and whether it is a table
PACKAGES = (
    ("xl/workbook.bin", "二进制的 .xlsb", True), ("word/document.xml", "Word 文档", False),
    ("ppt/presentation.xml", "PowerPoint 文档", False),
    ("index/document.iwa", "Numbers 表格", True), ("index.zip", "Numbers 表格", True),
)  # fmt: skip
MARKED_UP = re.compile(rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|table|meta|style)",
                       re.I | re.S)  # fmt: skip


def size(count: int) -> str:
    """Bytes as people read them, never rounded down to the limit they exceed."""
    tenths = -(-count * 10 // 2**20)
    return f"{tenths / 10:.1f} MB"


def require_sane(data: bytes) -> None:
    """Raise :class:`Unreadable` for what must not be opened, or is not for us to read."""
    if not data:
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_big", size(len(data)))
    if data.startswith(OLE):
        raise _ole(data)
    for start, name in NO_TABLE:
        if data.startswith(start):
            raise Unreadable("no_table", name)
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        raise Unreadable("no_table", "图片")
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp":
        raise Unreadable("no_table", "图片或影音")
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = data[:4096].decode("utf-16", "ignore").encode()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise Unreadable("other_table", "XML 表格（Excel 2003）")
    if b"office:document" in start or start.startswith(b"ID;P"):
        raise Unreadable("other_table", "别的表格格式（.fods 或 .slk）")
    if MARKED_UP.match(start):
        raise Unreadable("other_table", "网页格式（HTML）的表格")
    if start.lstrip()[:13].lower() == b"mime-version:":
        raise Unreadable("other_table", "单个文件网页（MHTML）")


def _ole(data: bytes) -> Unreadable:
    """Old Office formats and encrypted files share one container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable("locked")
    if any(name.encode("utf-16-le") in data for name in ("WordDocument", "PowerPoint Document")):
        return Unreadable("no_table", "旧版 Word 或 PowerPoint 文档")
    return Unreadable("other_table", "旧版 .xls（或 .et）")


def is_package(data: bytes) -> bool:
    """Whether the bytes claim to be a zip, as .xlsx files are."""
    return data.startswith(ZIP)


def require_safe_workbook(data: bytes) -> None:
    """Raise :class:`Unreadable` for bombs, macros, external links and other packages."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _require_small(parts)
            _require_workbook(archive, parts)
            _require_plain(archive, parts)
    except BROKEN:
        raise Unreadable("broken") from None


def _require_small(parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if total > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable("bomb", f"{size(total)}，{len(parts)} 个部分")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("locked")


def _require_workbook(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.replace("\\", "/").lower(): part.filename for part in parts}
    for part, name, table in PACKAGES:
        if part in names:
            raise Unreadable("other_table" if table else "no_table", name)
    if "mimetype" in names:
        kind = archive.read(names["mimetype"])[:200]
        if b"opendocument.spreadsheet" in kind:
            raise Unreadable("other_table", "OpenDocument 表格（.ods）")
        raise Unreadable("no_table", "OpenDocument 文档")
    if "[content_types].xml" not in names:
        raise Unreadable("no_table", "压缩包（ZIP）")


def _require_plain(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    total = 0
    for part in parts:
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
                tail = chunk[-16:]
