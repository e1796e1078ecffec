"""What people write in cells → typed values.

Each reader returns the value (None where empty) and a kind of problem or ''.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from lib.intake.columns import LONGEST, STATES
from lib.store.facts import INVISIBLE

DATE_FORMS = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?\Z"),
    re.compile(r"(\d{4})(\d{2})(\d{2})\Z"),
)
NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,8})?\Z")
YES = {"是": 1, "对": 1, "一致": 1, "y": 1, "yes": 1, "√": 1, "1": 1}
NO = {"否": 0, "不": 0, "不一致": 0, "n": 0, "no": 0, "×": 0, "0": 0}
RANGE = {"lon": (120.85, 122.0), "lat": (30.65, 31.9)}


def tidy(value: object) -> str:
    """Text without outer blanks, full-width digits and signs made half-width."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", str(value)).replace("\u00a0", " ").strip()


def read_value(kind: str, value: object) -> tuple[object, str]:
    """Read one cell by the kind of its column."""
    if isinstance(value, str) and value.lstrip().startswith("="):
        return None, "formula"
    text = tidy(value)
    if not text and not isinstance(value, date):
        return None, ""
    return READERS[kind](value, text)


def _text(value: object, text: str) -> tuple[object, str]:
    # the words stay as written; only blanks around them go
    kept = str(value).strip() if isinstance(value, str) else text
    if len(kept) > LONGEST:
        return None, "too_long"
    # what cannot be seen turns words round, and Excel and PowerPoint files cannot hold all of it
    if any(unicodedata.category(char) in INVISIBLE and char not in "\n\t\r" for char in kept):
        return None, "control_char"
    return kept, ""


def _date(value: object, text: str) -> tuple[object, str]:
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    compact = text.replace(" ", "")
    for form in DATE_FORMS:
        found = form.match(compact)
        if found:
            try:
                day = date(*map(int, found.groups()))
            except ValueError:
                return None, "not_date"
            return (day.isoformat(), "") if 2000 <= day.year <= 2100 else (None, "not_date")
    return None, "not_date"


def _number(value: object, text: str) -> tuple[object, str]:
    if isinstance(value, bool):
        return None, "not_number"
    if isinstance(value, int | float):  # a cell's own number has more digits than people type
        return (round(float(value), 8), "") if abs(value) < 1e12 else (None, "not_number")
    compact = text.replace(",", "").replace(" ", "")
    if not NUMBER.match(compact):
        return None, "not_number"
    return float(compact), ""


def _percent(value: object, text: str) -> tuple[object, str]:
    compact = text.replace(" ", "")
    sign = compact.endswith("%")
    number, kind = _number(None if sign else value, compact.removesuffix("%"))
    if kind:
        return None, "not_percent"
    share = not sign and 0 < number < 1  # 0.5 means half
    percent = round(number * 100 if share else number, 4)
    return (percent, "") if 0 <= percent <= 100 else (None, "not_percent")


def _state(value: object, text: str) -> tuple[object, str]:
    return (text, "") if text in STATES else (None, "not_state")


def _yes(value: object, text: str) -> tuple[object, str]:
    answer = (YES | NO).get(text.lower())
    return (answer, "") if answer is not None else (None, "not_yes")


def _degrees(kind: str):
    low, high = RANGE[kind]

    def read(value: object, text: str) -> tuple[object, str]:
        number, problem = _number(value, text)
        if problem:
            return None, problem
        return (number, "") if low <= number <= high else (None, "outside_shanghai")

    return read


READERS = {
    "text": _text,
    "date": _date,
    "number": _number,
    "percent": _percent,
    "state": _state,
    "yes": _yes,
    "lon": _degrees("lon"),
    "lat": _degrees("lat"),
}
