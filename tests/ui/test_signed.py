"""A signing-in ends after twelve hours and with signing out, on the server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lib.ui import signed

NOW = 1_800_000_000.0
PERSON = {"iss": "https://id.example", "sub": "zhao", "iat": NOW, "is_logged_in": True}


@pytest.fixture(autouse=True)
def _clean(own_store, monkeypatch):
    monkeypatch.setattr(signed, "_here", {})


@given(age=some.floats(-1e7, 1e7))
def test_it_counts_twelve_hours(age):
    expected = -signed.AHEAD <= age < 12 * 3600
    assert signed.counts(PERSON | {"iat": NOW}, NOW + age) == expected


@pytest.mark.parametrize("issued", [None, "", "now", True, "1800000000", [], {}])
def test_without_its_time_it_counts_for_nothing(issued):
    assert not signed.counts(PERSON | {"iat": issued}, NOW)


def test_signing_out_ends_this_one_and_no_other(monkeypatch):
    other = PERSON | {"iat": NOW + 1}
    signed.end(signed.key_of(PERSON), NOW)
    assert not signed.counts(PERSON, NOW) and signed.counts(other, NOW + 1)
    monkeypatch.setattr(signed, "_here", {})  # the server started anew, or another process
    assert not signed.counts(PERSON, NOW) and signed.counts(other, NOW + 1)


def test_the_file_names_nobody_and_stays_small(own_store):
    signed.end(signed.key_of(PERSON), NOW)
    path = signed._file()
    assert "zhao" not in path.read_text(encoding="ascii")
    old = "".join(f"{number:064x} {NOW - 1e6:.0f}\n" for number in range(2000))
    path.write_text(old + path.read_text(encoding="ascii"), encoding="ascii")
    signed.end("f" * 64, NOW)
    assert path.stat().st_size < 1000
    assert {signed.key_of(PERSON), "f" * 64} <= signed.ended()


def test_a_broken_file_or_folder_ends_nothing_else(own_store, monkeypatch):
    signed._file().write_bytes(b"\xff\xfe nonsense\nno number x\n")
    assert signed.counts(PERSON, NOW)
    monkeypatch.setenv("GUIXIANG_DB", str(own_store / "no-folder" / "store.db"))
    signed.end(signed.key_of(PERSON), NOW)
    assert not signed.counts(PERSON, NOW)
