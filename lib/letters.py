"""Letters that draw nothing: whoever writes only these has written nothing."""

from __future__ import annotations

import re
import unicodedata

BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
#: letters and marks by their category that draw nothing
DRAWS_NOTHING = (
    "\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f\U00016fe4\U0001d159"
)
JOINER = "\u200d"
#: they choose the look of the sign before them and are nothing without one
VARIANTS = "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
SPECIAL = frozenset(DRAWS_NOTHING + VARIANTS)


def clean(text: str) -> tuple[str, bool]:
    """Line ends made one kind, what draws nothing dropped; and whether anything was."""
    if text.replace("\n", "").isprintable() and SPECIAL.isdisjoint(text):
        return text, False  # nearly always
    text = BLANKS.sub(" ", BREAKS.sub("\n", text))
    kept = "".join(char for at, char in enumerate(text) if not _invisible(text, at))
    return kept, kept != text


def drawn(text: object) -> str:
    """What of a text can be seen, without blanks around it; '' for what shows nothing."""
    return clean(str(text or ""))[0].strip()


def _invisible(text: str, at: int) -> bool:
    char = text[at]
    if char in "\n\t":
        return False
    if char == JOINER:  # it makes one picture of two
        before, after = text[max(0, at - 2) : at].rstrip(VARIANTS)[-1:], text[at + 1 : at + 2]
        return not (_is_picture(before) and _is_picture(after))
    if char in VARIANTS:
        return at == 0 or text[at - 1].isspace() or text[at - 1] in SPECIAL or _hidden(text[at - 1])
    return char in DRAWS_NOTHING or _hidden(char)


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf")


def _is_picture(char: str) -> bool:
    # one of those that draw nothing counts as a picture in Unicode's table
    return char not in ("", *DRAWS_NOTHING) and unicodedata.category(char) in ("So", "Sk")
