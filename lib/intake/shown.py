"""What a spreadsheet program shows for a stored number or date in its format.

Only the forms that people meet; for any other the answer is None, and the cell
is refused rather than guessed.
"""

from __future__ import annotations

import operator
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

GENERAL = ("", "@", "general", "g/通用格式", "常规")
COLOURS = re.compile(
    r"\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+"
    r"|黑色|蓝色|青色|绿色|洋红|红色|白色|黄色|颜色 ?\d+)\]",
    re.I,
)
#: a currency sign with its language, or a language alone
LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
NUMERALS = re.compile(r"\[DBNum\d\]", re.I)
TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_(.)|\*(.)|(General|G/通用格式)'
    r"|(yyyy|yy|y|e|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s)"
    r"|(.)",
    re.I | re.S,
)
SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*', re.S)
CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?[\d.]+)\]")
DIGITS = re.compile(r"([#0,]*[#0])(?:\.([0#]*))?")
COMPARE = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt,
    "<=": operator.le, ">=": operator.ge,
}  # fmt: skip
UNKNOWN = ("", "?", "", False)
LONG = 1e15  # from here on the last digits of a stored number are no longer what was typed


def is_general(code: str) -> bool:
    """Whether a number in this format is shown as it is."""
    return code.strip().casefold() in GENERAL


def is_date(code: str) -> bool:
    """Whether a number in this format is shown as a day or a time of day."""
    return bool(_moments(code))


def is_day(code: str) -> bool:
    """Whether the format shows a day, not only a time."""
    return any(token[0] in "yed" or token in ("mmm", "mmmm") for token in _moments(code)) or (
        any(token[0] == "m" for token in _moments(code))
        and not any(token[0] in "hs" for token in _moments(code))
    )


def _moments(code: str) -> list[str]:
    """The parts of a day or time that a format shows; empty for a format of numbers."""
    if is_general(code):
        return []
    first = _plain(_sections(code)[0])
    if "[" in first:  # [h]:mm is a span of time
        return []
    tokens = list(TOKEN.finditer(first))
    if any(found[5] or (found[7] and found[7] in "#0") for found in tokens):
        return []
    return [found[6].lower() for found in tokens if found[6]]


def _plain(section: str) -> str:
    """A section without colours and conditions; a currency sign becomes a word of it."""
    section = NUMERALS.sub("", COLOURS.sub("", CONDITION.sub("", section)))
    return LOCALE.sub(lambda found: f'"{found[1]}"' if found[1] else "", section)


def shown(value: Any, code: str = "") -> str | None:
    """The words in the cell; None when this program cannot tell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, timedelta):
        return None
    if NUMERALS.search(code):
        return None
    if isinstance(value, date | time):
        return _moment(value, code)
    return _general(value) if is_general(code) else _number(value, code)


def _general(value: float) -> str | None:
    if abs(value) >= LONG or value != value:
        return None
    text = f"{value:.15g}"
    return f"{value:.15f}".rstrip("0") if "e" in text else text


def _sections(code: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at <= len(code) and (matched := SECTION.match(code, at)):
        part = matched[0]
        found.append(part)
        at += len(part) + 1
    return found


def is_scaled(value: float, code: str) -> bool:
    """Whether the format shows a hundred times the number, with a percent sign."""
    section, _ = _chosen(value, _sections(code))
    return section is not None and _taken_apart(_plain(section))[3]


def _number(value: float, code: str) -> str | None:
    section, value = _chosen(value, _sections(code))
    if section is None:
        return None
    before, pattern, after, percent = _taken_apart(_plain(section))
    if pattern is None:
        return before or None
    if pattern == "General":
        plain = _general(value)
        return None if plain is None else f"{before}{plain}{after}".strip()
    digits = DIGITS.fullmatch(pattern)
    if digits is None or digits[1].endswith(",") or abs(value) >= LONG:
        return None
    text = _digits(value * (100 if percent else 1), digits)
    sign = "-" if value < 0 and float(text.replace(",", "") or 0) else ""
    return f"{sign}{before}{text}{after}".strip()


def _digits(value: float, digits: re.Match[str]) -> str:
    """The number in as many digits as the pattern asks for; halves go up, as programs do."""
    places, thousands = digits[2] or "", "," if "," in digits[1] else ""
    exact = Decimal(f"{abs(value):.15g}")
    text = f"{exact.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP):{thousands}f}"
    whole, _, part = text.partition(".")
    least = len(places.rstrip("#"))
    while len(part) > least and part.endswith("0"):
        part = part[:-1]
    wanted = digits[1].replace(",", "").count("0")
    whole = "0" * (wanted - len(whole.replace(",", ""))) + whole
    if not wanted and whole == "0":
        whole = ""
    return f"{whole}.{part}" if digits[2] is not None else whole


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
        quoted, escaped, blank, _, general, moment, plain = found.groups()
        literal = quoted if quoted is not None else escaped
        if moment or (plain and (plain in "?/@[]" or (plain.isascii() and plain.isalpha()))):
            return UNKNOWN
        if general or (literal is None and plain and plain in "#0,."):
            if after or (general and pattern):
                return UNKNOWN
            pattern += "General" if general else plain
            continue
        percent = percent or plain == "%"
        words = literal if literal is not None else plain or " " * bool(blank)
        if pattern:
            after += words
        else:
            before += words
    return before, pattern or None, after, percent


def _moment(value: date | time, code: str) -> str | None:
    code = _plain(_sections(code)[0])
    if not code or "[" in code:
        return value.isoformat()
    moments = list(TOKEN.finditer(code))
    text = ""
    for number, found in enumerate(moments):
        quoted, escaped, blank, _, _, moment, plain = found.groups()
        if plain and (plain.isascii() and plain.isalpha()):
            return None  # a weekday, an era, am and pm
        if moment is None:
            text += quoted if quoted is not None else escaped or plain or " " * bool(blank)
            continue
        part = _part(value, moment.lower(), _is_minute(moments, number))
        if part is None:
            return None
        text += part
    return text.removesuffix(";@").strip()


def _is_minute(moments: list[re.Match[str]], number: int) -> bool:
    """Whether an m stands for minutes: after hours or before seconds."""
    tokens = [found[6].lower() for found in moments[:number] if found[6]]
    later = [found[6].lower() for found in moments[number + 1 :] if found[6]]
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
        return f"{day.year % 100:02d}" if token in ("y", "yy") else str(day.year)
    return f"{day.month if token[0] == 'm' else day.day:0{len(token)}d}"
