"""What is read ends in time and within its memory, in a process of its own."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
import types
import zipfile

import pytest

from lib.intake.apart import bounded, read_apart
from lib.intake.problems import Unreadable
from lib.intake.read import read_file
from tests.intake.kinds import GOOD
from tests.intake.kit import filled, parts
from tests.intake.zoo import with_part

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def greedy(data: bytes) -> bytes:
    return b"".join(bytes(10**7) for _ in range(1000))


def endless(data: bytes) -> bytes:
    while True:
        time.sleep(1)


def dying(data: bytes) -> bytes:
    os._exit(9)


def parent(data: bytes) -> int:
    return os.getpid()


@pytest.mark.parametrize(
    ("function", "seconds", "kind"),
    [(greedy, 60, "too_heavy"), (endless, 0.5, "too_slow"), (dying, 60, "too_heavy")],
)
def test_what_takes_too_much_is_stopped_in_words(function, seconds, kind):
    with pytest.raises(Unreadable) as refused:
        bounded(function, b"", seconds=seconds, memory=200 * 2**20)
    assert refused.value.problem.kind == kind


def test_beside_other_threads_too():
    """A server has many: a fork would take over their locks."""
    go = threading.Event()
    thread = threading.Thread(target=go.wait, args=(60,))
    thread.start()
    try:
        assert bounded(parent, b"") != os.getpid()
    finally:
        go.set()
        thread.join(60)


def test_the_main_script_is_not_run_again(tmp_path, monkeypatch):
    """Under Streamlit that is the page: each file made the whole page once more, beside."""
    ran = tmp_path / "ran"
    script = tmp_path / "shell.py"
    script.write_text(f"open({str(ran)!r}, 'w').close()", encoding="utf-8")
    main = types.ModuleType("__main__")
    main.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", main)
    go = threading.Event()
    thread = threading.Thread(target=go.wait, args=(60,))
    thread.start()
    try:
        assert bounded(parent, b"") != os.getpid()
    finally:
        go.set()
        thread.join(60)
    assert not ran.exists()


def test_it_reads_the_same(own_store):
    data = filled(GOOD)
    assert read_apart(data) == read_file(data)


def test_a_refusal_keeps_its_words(own_store):
    with pytest.raises(Unreadable) as refused:
        read_apart(b"%PDF-1.7")
    assert refused.value.problem.kind == "no_table" and refused.value.problem.value == "PDF"


def one_sheet(rows: bytes) -> bytes:
    """The office's template with another first sheet."""
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (NS.encode(), rows)
    return one_part("xl/worksheets/sheet1.xml", sheet)


def one_part(name: str, content: bytes) -> bytes:
    """The office's template with another content of a part."""
    found = parts(filled(GOOD)) | {name: content}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, own in found.items():
            archive.writestr(part, own)
    return out.getvalue()


def shared(text: bytes) -> bytes:
    """The template with a text that its sheets may share, as Excel writes them."""
    name = "xl/_rels/workbook.xml.rels"
    link = b'<Relationship Type="x/sharedStrings" Target="sharedStrings.xml" Id="rId99"/></Rel'
    related = one_part(name, parts(filled(GOOD))[name].replace(b"</Rel", link))
    return with_part(related, "xl/sharedStrings.xml", b"<sst><si><t>" + text + b"</t></si></sst>")


MANY = b" ".join(b'a%d="1"' % number for number in range(200_000))
HEAVY = {
    "one attribute of 20 MB": lambda: one_sheet(b'<row r="' + b"1" * 20_000_000 + b'"/>'),
    "one tag of many attributes": lambda: one_sheet(b"<row " + MANY + b"/>"),
    "a text of 20 MB": lambda: one_sheet(b"<row><c><v>" + b"1" * 20_000_000 + b"</v></c></row>"),
    "a comment of 20 MB": lambda: one_sheet(b"<!--" + b"-x" * 10_000_000 + b"-->"),
    "an instruction of 20 MB": lambda: one_sheet(b"<?x " + b"y" * 20_000_000 + b"?>"),
    "CDATA of 20 MB": lambda: one_sheet(b"<row><![CDATA[" + b"1" * 20_000_000 + b"]]></row>"),
    "a name of 20 MB": lambda: one_sheet(b"<" + b"r" * 20_000_000 + b"/>"),
    "a shared text of 20 MB": lambda: shared(b"1" * 20_000_000),
    "a format of 20 MB": lambda: one_part(
        "xl/styles.xml", b'<s><numFmt formatCode="' + b"0" * 20_000_000 + b'"/></s>'
    ),
    "a relation of 20 MB": lambda: one_part(
        "xl/_rels/workbook.xml.rels", b'<R><Relationship Id="' + b"r" * 20_000_000 + b'"/></R>'
    ),
    "ten million line breaks": lambda: b"\n" * 10_000_000,
    "ten million returns": lambda: b"\r" * 10_000_000,
}


@pytest.mark.parametrize("what", HEAVY)
def test_what_is_heavy_is_refused_before_it_weighs(what, own_store):
    """Within 400 MB beyond the begun process, which the reader without its bounds was not."""
    with pytest.raises(Unreadable) as refused:
        bounded(read_file, HEAVY[what](), memory=400 * 2**20)
    assert refused.value.problem.kind in ("too_many_cells", "too_many_rows")
