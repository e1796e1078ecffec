"""Letters that draw nothing say nothing, wherever they are handed in."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.cli import main
from lib.intake.editors import Rights
from lib.intake.values import read_value
from lib.letters import clean, drawn
from lib.store.ledger import Batch, append, withdraw
from lib.store.problems import Refused
from lib.ui.account import account_of
from tests import frames
from tests.intake.kit import GOOD, filled, stored, take_in

UNSEEN = (
    "\u3164\u2800\u115f\u1160\uffa0\u034f\u200b\u200c\u200d\u200e\u2060\ufeff\u00ad\u061c\u180e"
    "\u17b4\u17b5\u180b\ufe00\ufe0e\ufe0f\U000e0100\U000e01ef\U000e0001\U000e0041\U000e007f"
    "\U00016fe4\U0001d159"
)
BLANK = " \t\u00a0\u2003\u3000"


@pytest.mark.parametrize("char", UNSEEN, ids=lambda char: f"U+{ord(char):04X}")
def test_each_of_them_is_no_name(char):
    assert drawn(char) == drawn(char * 3) == drawn(f" {char} ") == ""
    assert read_value("text", char * 2) == (None, "")


@given(st.text(UNSEEN + BLANK, min_size=1, max_size=12))
@example("\u2800\u200d\u2800")  # Unicode calls the blank of Braille a picture
def test_no_mixture_of_them_is_a_name(text):
    assert drawn(text) == ""
    assert read_value("text", text) == (None, "")


@given(st.text(st.sampled_from(UNSEEN + BLANK + "王一A"), max_size=12))
def test_what_can_be_seen_stays_in_its_order(text):
    assert [char for char in drawn(text) if char in "王一A"] == [c for c in text if c in "王一A"]
    assert clean(clean(text)[0])[0] == clean(text)[0]


def test_every_letter_of_unicode_that_has_no_ink_by_its_category():
    for number in range(sys.maxunicode + 1):
        char = chr(number)
        if unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            assert drawn(char) == "", hex(number)


def test_what_a_sign_needs_is_kept():
    for text in ("☑\ufe0f", "👩\u200d💻", "葛\U000e0100城"):
        assert drawn(text) == text


@pytest.mark.parametrize("unseen", ["\u3164", "\u2800\ufe0f", "\ufe0f\ufe0f", "\u200b \u115f"])
def test_a_file_whose_reporter_cannot_be_seen_is_refused(unseen, own_store, tmp_path, capsys):
    code, said = take_in(filled(GOOD | {"填报人": unseen}), tmp_path, capsys)
    assert code == 1 and "“填报人”没有填" in said
    assert stored(own_store) == []


@pytest.mark.parametrize("unseen", ["\u3164", "\u2800\ufe0f", " \u200b", ""])
def test_who_takes_it_in_is_named(unseen, own_store, tmp_path, capsys):
    batch = Batch(received_at="2026-11-20T09:00:00+08:00", received_by=unseen,
                  office_id="fuwu", filename="x.csv", original=b"x")  # fmt: skip
    for write in (
        lambda: append(own_store, batch, {}),
        lambda: withdraw(own_store, "b1", by=unseen, when=batch.received_at),
    ):
        with pytest.raises(Refused) as refused:
            write()
        assert [each.kind for each in refused.value.problems] == ["required"]
    path = tmp_path / "表.xlsx"
    path.write_bytes(filled(GOOD))
    assert main(["import", str(path), "--by", unseen]) == 0  # by the name of the system's user
    by = frames.read(own_store, "select received_by from import_batch")["received_by"]
    assert len(by) == 1 and drawn(by[0])


def test_a_name_that_a_provider_sends_is_one():
    rights = Rights(is_admin=True)
    claims = {"email": "wang@x.cn", "email_verified": True, "name": "\u3164\u2800", "sub": "1"}
    account = account_of(claims, {"wang@x.cn": rights})
    assert account is not None and account.name == "wang@x.cn" and account.label == "wang@x.cn"
