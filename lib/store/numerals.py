"""How a number may stand in Chinese text: digits, or the common numerals."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
SPECIAL = {1: ("首", "第一"), 2: ("两", "双"), 1000: ("千",), 10000: ("万",)}


def spellings(value: float) -> set[str]:
    """Every way in which ``value`` may be written: 2 → {"2", "二", "两", "双"}."""
    if not float(value).is_integer():
        return {f"{value:g}"}
    whole = int(value)
    found = {str(whole), *SPECIAL.get(whole, ())}
    if 0 <= whole < 10:
        found.add(DIGITS[whole])
    elif whole < 100:
        tens, ones = divmod(whole, 10)
        head = "" if tens == 1 else DIGITS[tens]
        found.add(head + "十" + (DIGITS[ones] if ones else ""))
    return found


def stands_in(value: float, text: str) -> bool:
    """Whether a spelling of ``value`` stands in ``text`` as a number of its own."""
    return any(_alone(spelling, text) for spelling in spellings(value))


def _alone(spelling: str, text: str) -> bool:
    start = text.find(spelling)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(spelling) :][:1]
        if not (spelling[0].isdigit() and (before.isdigit() or before == ".")) and not (
            spelling[-1].isdigit() and after.isdigit()
        ):
            return True
        start = text.find(spelling, start + 1)
    return False
