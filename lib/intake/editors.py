"""Who may report on the web: a list kept by the maintainer, closed when in doubt."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EVERYTHING = "全部"
BIGGEST = 1_000_000


class EditorsUnreadable(Exception):
    """The list cannot be used; the message says where and what to do."""


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What one person may report: some offices, or all of them."""

    offices: frozenset[str] = frozenset()
    is_admin: bool = False

    def may(self, office_id: str) -> bool:
        return self.is_admin or office_id in self.offices


def entry(text: str) -> str:
    """An address in small letters (a domain has no case), a subject id as it is."""
    text = text.strip()
    return text.lower() if "@" in text and text.isascii() else text


def read_editors(path: Path, offices: Mapping[str, str]) -> dict[str, Rights]:
    """:func:`entry` of the address or subject id → rights.

    ``offices``: id → name; the list may use either. A missing file is an empty
    list. Anything that cannot be meant raises :class:`EditorsUnreadable`: half
    a list is no list.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(BIGGEST + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise EditorsUnreadable(f"{path.name} 读不出（{error.strerror}）；请检查权限") from error
    if len(raw) > BIGGEST:
        raise EditorsUnreadable(f"{path.name} 太大；请只写人员名单")
    try:
        content = tomllib.loads(raw.decode("utf-8-sig"))
    except ValueError as error:
        raise EditorsUnreadable(f"{path.name} 写法不对（{error}）；请照 README 的样例改") from error
    listed = content.get("editors", {})
    if not isinstance(listed, dict):
        raise EditorsUnreadable(f"{path.name} 的 [editors] 不是表；请照 README 的样例改")
    if not all(who.strip() for who in listed):
        raise EditorsUnreadable(f"{path.name} 里有一行没有写人；请写邮箱或登录标识")
    twice = [who for who, count in Counter(entry(who) for who in listed).items() if count > 1]
    if twice:  # of two rights for one person the wider must not win by chance
        raise EditorsUnreadable(f"{path.name} 里 {twice[0]} 写了两行；请只留一行")
    return {entry(who): _rights(path, who, what, offices) for who, what in listed.items()}


def _rights(path: Path, who: str, what: object, offices: Mapping[str, str]) -> Rights:
    if what == EVERYTHING:
        return Rights(is_admin=True)
    names = [what] if isinstance(what, str) else what
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise EditorsUnreadable(f'{path.name} 中 {who} 的科室写法不对；请写成 ["科室"] 或 "全部"')
    ids = {name: id for id, name in offices.items()} | {id: id for id in offices}
    unknown = [name for name in names if name not in ids]
    if unknown:
        raise EditorsUnreadable(f"{path.name} 中 {who} 的“{unknown[0]}”不是科室；请用科室名或标识")
    return Rights(offices=frozenset(ids[name] for name in names))
