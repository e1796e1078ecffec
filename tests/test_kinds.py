"""Every kind of problem has its words, and no words are left without a kind."""

from __future__ import annotations

from typing import get_args

import pytest

from lib.intake import messages as intake_messages
from lib.intake import problems as intake_problems
from lib.store import messages, problems


@pytest.mark.parametrize(
    ("kinds", "says"),
    [(problems.Kind, messages.SAYS), (intake_problems.Kind, intake_messages.SAYS)],
)
def test_kinds_and_words_agree(kinds, says):
    assert set(get_args(kinds)) == set(says)
