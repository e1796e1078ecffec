"""What people write in cells → typed values.

Each reader returns the value (None where empty) and a kind of problem or ''.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from lib.intake.columns import LONGEST, STATES
from lib.intake.problems import Fault
from lib.letters import clean

SEPARATED = re.compile(r"(\d{4})([-/.、–—])(\d{1,2})\2(\d{1,2})\Z")
WRITTEN = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?\Z")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?Z?"
AFTER_DAY = re.compile(
    rf"(?:(?:(?<=\d)[T ]|(?<=[日号]) ?){CLOCK}"
    r"|(?<=[\d日号]) ?[(（]?(?:星期|周)[一二三四五六日天][)）]?)\Z"
)
AROUND = re.compile(r"\s*([-/.、–—年月日号])\s*")
NUMERALS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
YEARS = (2000, 2100)
PLAIN = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,30})?\Z", re.ASCII)
GROUPED = re.compile(r"[-+]?\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d{1,30})?\Z", re.ASCII)
YES = {"是": 1, "对": 1, "一致": 1, "y": 1, "yes": 1, "√": 1, "1": 1}
NO = {"否": 0, "不": 0, "不一致": 0, "n": 0, "no": 0, "×": 0, "0": 0}
RANGE = {"lon": (120.85, 122.0), "lat": (30.65, 31.9)}
#: words and signs that stand for nothing
PLACEHOLDERS = {
    "无", "没有", "暂无", "未有", "空", "略", "不适用", "未填", "待填", "待补", "同上", "同前",
    "同左", "见上", "见前", "如上", "没", "未", "待定", "〃", "″", "〞", "\"", "''", "#", "\\",
    "na", "n/a", "n.a.", "nil", "none", "null",
}  # fmt: skip
SIGNS_ONLY = re.compile(r"[-–—―─_/／\\.。…·*~～、，,;；:：?？!！()（）\[\]【】\s]+\Z")
#: error values of Excel, WPS, LibreOffice, and a column too narrow for its number
ERROR = re.compile(
    r"#{3,}|(?:Err|错误)[::]\s?\d{3}|#N/A!?|#GETTING_DATA|#(?:[A-Z]{3,}|DIV/0)[!?]"
    r"|#(?:值|名称|引用|数值|数字|空|无效|溢出|除数/0|DIV/0)[!?！？]",
    re.I,
)
WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def folded(text: str) -> str:
    """Full-width digits, letters and signs made half-width; nothing else changes."""
    return text.translate(WIDTHS)


def tidy(value: object) -> str:
    """Text for recognising: no outer blanks, half-width, nothing invisible."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return folded(clean(str(value))[0]).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name the same thing: widths, blanks and forms aside."""
    return bare(one) == bare(other)


def bare(text: str) -> str:
    """A name without blanks, in the form that compares."""
    return "".join(unicodedata.normalize("NFKC", clean(text)[0]).split()).casefold()


def is_placeholder(text: str) -> bool:
    """Whether a text says that there is nothing to say."""
    text = folded(text).strip()
    return text.strip("。. ()[]").casefold() in PLACEHOLDERS or bool(SIGNS_ONLY.match(text))


def settled(text: str | None) -> str | None:
    """A stored text as it would be read today: for comparing with what is handed in."""
    kept = clean(text or "")[0].strip()
    return None if not kept or is_placeholder(kept) else kept


def read_value(kind: str, value: object) -> tuple[Any, Fault]:
    """Read one cell by the kind of its column.

    ``value`` is what the cell holds: text, number, truth value, day.
    """
    if isinstance(value, str):
        value = clean(value)[0]
        if value.lstrip().startswith("="):
            return None, "formula"
        if ERROR.fullmatch(folded(value).strip()):
            return None, "error_value"
        if not value.strip() or is_placeholder(value):
            return None, ""
    elif value is None:
        return None, ""
    return READERS[kind](value, tidy(value))


def _text(value: object, text: str) -> tuple[Any, Fault]:
    # the words stay as written; only blanks around them go
    kept = value.strip() if isinstance(value, str) else text
    if len(kept) > LONGEST:
        return None, "too_long"
    # letters that only one computer can draw, or that no program knows
    if any(unicodedata.category(char) in ("Co", "Cn", "Cs") for char in kept):
        return None, "control_char"
    return kept, ""


def _date(value: object, text: str) -> tuple[Any, Fault]:
    if isinstance(value, date):
        return _limited(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 2e4 < value < 8e4:
        return None, "serial"
    compact = AROUND.sub(r"\1", AFTER_DAY.sub("", text))  # no digits are joined over a blank
    compact = "".join(NUMERALS.get(char, char) for char in _tens(compact))
    for form, groups in ((SEPARATED, (1, 3, 4)), (WRITTEN, (1, 2, 3)), (COMPACT, (1, 2, 3))):
        found = form.match(compact)
        if found:
            try:
                return _limited(date(*(int(found[at]) for at in groups)))
            except ValueError:
                break
    return None, "not_date"


def _tens(text: str) -> str:
    """十 in Chinese numerals of months and days: 十二 → 12, 二十 → 20."""
    text = re.sub("([一二三])十([一二三四五六七八九])", r"\1\2", text)
    text = re.sub("([一二三])十", r"\g<1>0", text)
    return re.sub("十([一二三四五六七八九])", r"1\1", text).replace("十", "10")


def _limited(day: date) -> tuple[Any, Fault]:
    good = YEARS[0] <= day.year <= YEARS[1]
    return (day.isoformat(), "") if good else (None, "date_range")


def _number(value: object, text: str) -> tuple[Any, Fault]:
    if isinstance(value, bool):
        return None, "not_number"
    if isinstance(value, int | float):  # a cell's own number has more digits than people type
        return (round(float(value), 8) + 0.0, "") if abs(value) < 1e12 else (None, "not_number")
    if not (PLAIN.match(text) or GROUPED.match(text)):
        return None, "not_number"
    return round(float(text.replace(",", "").replace(" ", "")), 8) + 0.0, ""


def _percent(value: object, text: str) -> tuple[Any, Fault]:
    compact = text.replace(" %", "%")
    sign = compact.endswith("%")
    number, kind = _number(None if sign else value, compact.removesuffix("%"))
    if kind:
        return None, "not_percent"
    share = not sign and 0 < number < 1  # 0.5 means half
    percent = round(number * 100 if share else number, 4) + 0.0
    return (percent, "") if 0 <= percent <= 100 else (None, "not_percent")


def _state(value: object, text: str) -> tuple[Any, Fault]:
    return (text, "") if text in STATES else (None, "not_state")


def _yes(value: object, text: str) -> tuple[Any, Fault]:
    answer = (YES | NO).get(text.lower())
    return (answer, "") if answer is not None else (None, "not_yes")


def _degrees(kind: str) -> Callable[[object, str], tuple[Any, Fault]]:
    low, high = RANGE[kind]

    def read(value: object, text: str) -> tuple[Any, Fault]:
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
