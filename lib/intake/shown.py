"""What a spreadsheet program shows for a stored number or date in its format.

Only the forms that people meet; for any other the answer is None, and the cell
is refused rather than guessed.
"""

from __future__ import annotations

import operator
import re
from datetime import date, datetime, time, timedelta

GENERAL = ("", "General", "@", "general", "GENERAL")
COLOURS = re.compile(r"\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|\$[^\]]*|"
                     r"DBNum\d)\]", re.I)  # fmt: skip
TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_(.)|\*(.)|(yyyy|yy|e|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|AM/PM|上午/下午)'
    r"|(.)",
    re.I | re.S,
)
SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*', re.S)
CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?[\d.]+)\]")
DIGITS = re.compile(r"([#0,]*[#0])(?:\.([0#]+))?")
COMPARE = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt,
    "<=": operator.le, ">=": operator.ge,
}  # fmt: skip
UNKNOWN = ("", "?", "", False)
LONG = 1e15  # from here on the last digits of a stored number are no longer what was typed


def is_date(code: str) -> bool:
    """Whether a number in this format is shown as a day or a time of day."""
    if code in GENERAL:
        return False
    first = COLOURS.sub("", CONDITION.sub("", _sections(code)[0]))
    if "[" in first:  # [h]:mm is a span of time
        return False
    return any(found[5] for found in TOKEN.finditer(first)) and not DIGITS.search(
        "".join(found[6] or "" for found in TOKEN.finditer(first))
    )


def shown(value: object, code: str = "") -> str | None:
    """The words in the cell; None when this program cannot tell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, timedelta):
        return None
    if isinstance(value, date | time):
        return _moment(value, code)
    return _general(value) if code in GENERAL else _number(value, code)


def _general(value: float) -> str | None:
    if abs(value) >= LONG or value != value:
        return None
    text = f"{value:.15g}"
    return f"{value:.15f}".rstrip("0") if "e" in text else text


def _sections(code: str) -> list[str]:
    found, at = [], 0
    while at <= len(code):
        part = SECTION.match(code, at)[0]
        found.append(part)
        at += len(part) + 1
    return found


def _number(value: float, code: str) -> str | None:
    section, value = _chosen(value, _sections(code))
    if section is None:
        return None
    section = COLOURS.sub("", CONDITION.sub("", section))
    before, pattern, after, percent = _taken_apart(section)
    if pattern is None:
        return before or None
    digits = DIGITS.fullmatch(pattern)
    if digits is None or digits[1].endswith(",") or abs(value) >= LONG:
        return None
    scaled = value * (100 if percent else 1)
    places = digits[2] or ""
    text = f"{abs(scaled):{',' if ',' in digits[1] else ''}.{len(places)}f}"
    if "#" in places:
        least = places.rstrip("#")
        while "." in text and text.endswith("0") and len(text.partition(".")[2]) > len(least):
            text = text[:-1]
        text = text.removesuffix(".")
    whole = digits[1].replace(",", "").count("0")
    text = "0" * (whole - len(text.partition(".")[0].replace(",", ""))) + text
    sign = "-" if scaled < 0 and float(text.replace(",", "")) else ""
    return f"{sign}{before}{text}{after}".strip()


def _chosen(value: float, sections: list[str]) -> tuple[str | None, float]:
    """The section for the value; a negative's own section shows it without sign."""
    conditions = [CONDITION.search(each) for each in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or COMPARE[condition[1]](value, float(condition[2])):
                return section, value
        return None, value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _taken_apart(section: str) -> tuple[str, str | None, str, bool]:
    """Words before the digits, the digits' pattern, words after, whether per cent."""
    before, pattern, after, percent = "", "", "", False
    for found in TOKEN.finditer(section):
        quoted, escaped, _, _, moment, plain = found.groups()
        if moment:
            return UNKNOWN
        literal = quoted if quoted is not None else escaped
        if literal is None and plain and plain in "#0,.":
            if after:
                return UNKNOWN
            pattern += plain
            continue
        if literal is None and plain and (plain in "?/@" or (plain.isascii() and plain.isalpha())):
            return UNKNOWN
        percent = percent or plain == "%"
        words = literal if literal is not None else plain or " " * bool(found[3])
        if pattern:
            after += words
        else:
            before += words
    return before, pattern or None, after, percent


def _moment(value: date | time, code: str) -> str | None:
    code = COLOURS.sub("", _sections(code)[0])
    if not code or "[" in code:
        return value.isoformat()
    moments = list(TOKEN.finditer(code))
    text = ""
    for number, found in enumerate(moments):
        quoted, escaped, blank, _, moment, plain = found.groups()
        if moment is None:
            text += quoted if quoted is not None else escaped or plain or " " * bool(blank)
            continue
        part = _part(value, moment.lower(), _is_minute(moments, number))
        if part is None:
            return None
        text += part
    return text.strip()


def _is_minute(moments: list, number: int) -> bool:
    """Whether an m stands for minutes: after hours or before seconds."""
    tokens = [found[5].lower() for found in moments[:number] if found[5]]
    later = [found[5].lower() for found in moments[number + 1 :] if found[5]]
    return bool((tokens and tokens[-1][0] == "h") or (later and later[0][0] == "s"))


def _part(value: date | time, token: str, minute: bool) -> str | None:
    day = None if isinstance(value, time) else value
    clock = value if isinstance(value, datetime | time) else time()
    if token.startswith("m") and minute:
        return f"{clock.minute:0{len(token)}d}"
    if token[0] in "hs":
        return f"{clock.hour if token[0] == 'h' else clock.second:0{len(token)}d}"
    if day is None or len(token) > 4 or (len(token) > 2 and token[0] in "md"):
        return None  # names of days and months, forenoon: in the language of the reader
    if token[0] in "ye":
        return f"{day.year % 100:02d}" if token == "yy" else str(day.year)
    return f"{day.month if token[0] == 'm' else day.day:0{len(token)}d}"
