"""Who confirms a preview that somebody else has overtaken looks at it again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from lib.intake.editors import Rights
from lib.ui import account, upload
from tests import frames
from tests.intake.kit import GOOD, OFFICE, filled

ROUNDS = 2


@pytest.fixture
def editor(own_store, monkeypatch):
    """A store to write to, and somebody signed in who may report for the office."""
    who = account.Account("甲", "jia@example.cn", Rights(offices=frozenset({OFFICE})))
    monkeypatch.setattr(account, "current", lambda: who)
    return own_store


def desk(content: bytes) -> upload.Desk:
    return upload.Desk(pending=upload._judged("表.xlsx", content, ""))


def batches(store) -> int:
    return int(frames.read(store, "select count(*) as n from import_batch")["n"].iloc[0])


def test_two_who_confirm_at_the_same_moment(editor):
    for number in range(ROUNDS):
        desks = [desk(filled(GOOD | {"进展": f"{number}：{who}"})) for who in "甲乙"]
        both = Barrier(2)

        def confirm(own, both=both):
            both.wait()
            upload._commit(own)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(confirm, desks))
        assert sorted(bool(own.done) for own in desks) == [False, True]
        assert batches(editor) == 2 * number + 1
        late = next(own for own in desks if not own.done)
        assert [entry.change for entry in late.pending.ready.checked.fresh] == ["changed"]
        assert late.pending.note == upload.OVERTAKEN
        upload._commit(late)  # looked at again, it is written
        assert late.done and batches(editor) == 2 * number + 2
