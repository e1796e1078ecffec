"""Folders of editions: the same is linked, the shown one changes as a whole, others' are safe."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lib.site.folder import MANIFEST, Folder, Foreign, mark_of

FILES = {"index.html": b"a", "projects/x.html": b"b"}


def made(target: Path, files: dict[str, bytes]) -> tuple[Folder, int]:
    folder = Folder(target)
    for name, body in files.items():
        folder.put(name, body)
    return folder, folder.finish()


def shown(target: Path) -> dict[str, bytes]:
    root = target.resolve()
    files = (path for path in root.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def packed(moment: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("docProps/core.xml", f"<created>{moment}</created>")
        for name, body in more.items():
            archive.writestr(name, body)
    return out.getvalue()


def test_nothing_is_shown_before_the_end(tmp_path):
    target = tmp_path / "site"
    folder = Folder(target)
    folder.put("index.html", b"a")
    assert not target.exists()
    assert folder.finish() == 0 and shown(target) == {"index.html": b"a"}
    assert target.is_symlink() and not target.readlink().is_absolute()  # can be moved along


def test_what_did_not_change_is_linked_and_what_is_gone_is_counted(tmp_path):
    target = tmp_path / "site"
    first, _ = made(target, FILES | {"old.html": b"c"})
    second, gone = made(target, FILES | {"index.html": b"new"})
    assert (first.written, first.kept) == (3, 0) and (second.written, second.kept) == (1, 1)
    assert gone == 1 and shown(target) == FILES | {"index.html": b"new"}
    same = [folder.fresh / "projects/x.html" for folder in (first, second)]
    assert same[0].samefile(same[1])
    # the edition before is as it was: what changed is a file of its own
    assert (first.fresh / "index.html").read_bytes() == b"a"


def test_the_one_before_stays_and_older_ones_go(tmp_path):
    target = tmp_path / "site"
    folders = [made(target, {"index.html": body})[0].fresh for body in (b"1", b"2", b"3")]
    beside = tmp_path / "site.backup"
    beside.mkdir()
    last = made(target, {"index.html": b"4"})[0].fresh
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"site", "site.backup", folders[2].name, last.name}


def test_an_abandoned_edition_leaves_the_one_before(tmp_path):
    target = tmp_path / "site"
    made(target, FILES)
    folder = Folder(target)
    folder.put("index.html", b"half")
    folder.abandon()
    assert shown(target) == FILES and not folder.fresh.exists()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_of_others_is_refused_an_empty_one_taken(tmp_path):
    target = tmp_path / "site"
    target.mkdir()
    (target / "letter.txt").write_text("keep")
    with pytest.raises(Foreign):
        Folder(target)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    (target / "letter.txt").unlink()
    made(target, FILES)
    assert shown(target) == FILES and target.is_symlink()


def test_an_edition_that_was_moved_as_a_folder_is_replaced(tmp_path):
    """A copy to a stick is a folder, no link."""
    made(tmp_path / "site", FILES)
    target = (tmp_path / "site").resolve().rename(tmp_path / "copy")
    folder, _ = made(target, FILES | {"index.html": b"new"})
    assert shown(target)["index.html"] == b"new" and folder.kept == 1
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".old")]


@pytest.mark.parametrize("ruin", [b"", b"{", b"\xff\xfe"])
def test_a_ruined_manifest_costs_work_never_an_edition(ruin, tmp_path):
    target = tmp_path / "site"
    made(target, FILES)
    (target / MANIFEST).write_bytes(ruin)
    folder, _ = made(target, FILES)
    assert (folder.written, folder.kept) == (2, 0) and shown(target) == FILES


def test_a_file_that_vanished_is_written_again(tmp_path):
    target = tmp_path / "site"
    made(target, FILES)
    (target / "index.html").unlink()
    folder, _ = made(target, FILES)
    assert shown(target) == FILES and folder.written == 1


def test_kept_unseen_only_what_the_one_before_has(tmp_path):
    target = tmp_path / "site"
    assert not Folder(target).keep("index.html")
    made(target, FILES)
    folder = Folder(target)
    assert folder.keep("index.html") and not folder.keep("other.html", "0" * 24)
    assert not folder.keep("projects/x.html", "0" * 24)  # another mark: it has changed
    folder.finish()
    assert shown(target) == {"index.html": b"a"}
    assert json.loads((target / MANIFEST).read_text()) == {"index.html": mark_of("", b"a")}


def test_stars_in_a_name_sweep_nobody_else(tmp_path):
    other = tmp_path / "siteX.0123abcd"
    other.mkdir()
    made(tmp_path / "site*", FILES)
    assert other.exists()


@given(some.binary(max_size=40), some.binary(max_size=40))
def test_a_mark_is_the_content(one, other):
    assert (mark_of("x.html", one) == mark_of("y.html", other)) == (one == other)
    assert mark_of("x.zip", one) == mark_of("x.html", one)  # called so, but not packed


@pytest.mark.parametrize("name", ["x.zip", "x.xlsx", "x.pptx"])
def test_the_moment_of_packing_is_no_content_all_else_is(name):
    one, other = packed("2024-01-01T00:00:00Z"), packed("2024-02-02T11:11:11.5Z")
    assert mark_of(name, one) == mark_of(name, other)
    assert mark_of(name, packed("2024-01-01")) != mark_of(name, packed("2024-01-02"))  # a day is
    assert mark_of("x.html", one) != mark_of("x.html", other)
    inner = [packed("x", **{"book.xlsx": each}) for each in (one, other)]
    assert mark_of(name, inner[0]) == mark_of(name, inner[1])
    assert mark_of(name, packed("x", a=b"1")) != mark_of(name, packed("x", b=b"1"))
