"""An event that no component sent ends in words, not in a fault."""

from __future__ import annotations

import pytest
import streamlit as st

from lib.ui import task, upload


@pytest.fixture
def state(monkeypatch):
    """A session in which no component has said anything."""
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(upload.account, "current", lambda: None)
    monkeypatch.setattr(upload.account, "refused", lambda *_, **__: None)


def test_a_file_from_no_chooser(state):
    desk = upload.Desk()
    upload._take(desk, "")
    assert desk.pending and desk.pending.ready is None and not desk.done


def test_a_task_from_no_form(state):
    desk = task.Desk()
    task._take(desk)
    assert desk.says == "没有记下：您不能给这个科室交办。" and desk.taken == 0
