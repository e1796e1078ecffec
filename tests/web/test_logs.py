"""The log tells time and level, and nobody can fill it."""

from __future__ import annotations

import logging
import re

from lib.web.logs import EVERY, FORM, Sparing


def logger(sparing: Sparing) -> tuple[logging.Logger, list[str]]:
    own, told = logging.Logger("streamlit.x"), []

    class Kept(logging.Handler):
        def emit(self, record):
            told.append(self.format(record))

    handler = Kept()
    handler.setFormatter(logging.Formatter(FORM))
    own.addHandler(handler)
    own.addFilter(sparing)
    return own, told


def test_a_hundred_faults_of_one_kind_are_one_line_a_minute():
    now = [0.0]
    own, told = logger(Sparing(lambda: now[0]))
    for number in (*range(100), None):
        if number is None:
            now[0] += EVERY
            number = 100
        own.error("bad frame %s", number)
        own.info("a write")
    frames = [line for line in told if "bad frame" in line]
    assert [line.partition("frame ")[2] for line in frames] == ["0", "100 (+99)"]
    assert sum("a write" in line for line in told) == 101  # what nobody can provoke stays
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ERROR ", frames[0])
    own.error("another place")
    assert told[-1].endswith("another place")
