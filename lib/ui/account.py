"""Who is signed in, and what the editors' list lets them do.

Signing in is Streamlit's own (`st.login`, OIDC); there are no passwords of ours.
Closed by default: without OIDC, without a list, or with a list that cannot be
read, nobody may write.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from cachetools import LRUCache, TTLCache

from lib import paths, role, trail
from lib.intake.editors import EditorsUnreadable, Rights, entry, read_editors
from lib.letters import drawn
from lib.rows import reports
from lib.rows.cache import per_version
from lib.ui import signed

log = logging.getLogger("guixiang")
LONGEST_NAME = 80
#: signings-in that are in the trail
_MET: LRUCache[tuple[str, bool], bool] = LRUCache(1000)
_REFUSED: TTLCache[tuple[str, str], bool] = TTLCache(1000, 60)
ENDED = f"登录已经结束（退出了，或满了 {signed.HOURS} 小时）；请重新登录"


@dataclass(frozen=True)
class Account:
    """A signed-in person on the editors' list."""

    name: str
    email: str
    rights: Rights

    @property
    def offices(self) -> frozenset[str]:
        return self.rights.offices

    @property
    def is_admin(self) -> bool:
        return self.rights.is_admin

    @property
    def label(self) -> str:
        """How the ledger names the person."""
        return (
            f"{self.name} <{self.email}>" if self.name and self.name != self.email else self.email
        )

    def may(self, office_id: str) -> bool:
        return self.rights.may(office_id)


def configured() -> bool:
    """Whether signing in has been set up (an [auth] section in the secrets)."""
    try:
        return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets
    except Exception:  # secrets that cannot be read are no secrets
        log.exception("secrets could not be read")
        return False


@dataclass(frozen=True)
class Visitor:
    """Whoever looks: ``state`` is reader (nothing is written here), closed (no OIDC),
    signed_out, unlisted or editor.

    ``trouble``: what is wrong with the list, for those who are not found on it; that a
    signing-in is over.
    """

    state: str
    name: str = ""
    account: Account | None = None
    trouble: str = ""


def visitor() -> Visitor:
    """Who is there and what the list lets them do, both read anew at each call."""
    if role.is_reader():
        return Visitor("reader")
    if not configured():
        return Visitor("closed")
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return Visitor("signed_out")
    if not signed.counts(claims):
        return Visitor("signed_out", trouble=ENDED)
    listed, trouble = editors()
    found = account_of(claims, listed)
    _met(claims, found)
    if found:
        return Visitor("editor", found.name, found)
    return Visitor("unlisted", _shown(claims, "name", "email", "sub"), None, trouble)


def _met(claims: Mapping, found: Account | None) -> None:
    """Who signed in, in the trail: once for each signing-in and what the list says of it."""
    met = (signed.key_of(claims), found is not None)
    if met in _MET:
        return
    _MET[met] = True
    who = found.label if found else _shown(claims, "email", "sub")
    trail.note(paths.store_path(), "登录" if found else "登录，不在名单上", who)


def current() -> Account | None:
    """The signed-in person when on the editors' list, read anew at each call."""
    if role.is_reader() or not st.user.to_dict().get("is_logged_in"):
        return None  # without looking for the secrets' files
    return visitor().account


def refused(who: Account | None, says: str, what: str = "拒绝") -> None:
    """What was refused, in the trail; one a minute for each person and thing."""
    by = who.label if who else "没有登录的人"
    if (by, says) not in _REFUSED:
        _REFUSED[by, says] = True
        trail.note(paths.store_path(), what, by, says)


def account_of(claims: Mapping, listed: Mapping[str, Rights]) -> Account | None:
    """The person whom an identity token names, when on the list.

    An entry with an ``@`` is matched by e-mail address, unless the provider says it
    is not verified; any other by the provider's subject id. A subject that looks like
    an address counts for nothing: some providers let people choose it.
    """
    sub, email = str(claims.get("sub") or ""), str(claims.get("email") or "")
    verified = str(claims.get("email_verified", True)).lower() == "true"  # some send it as text
    keys = [key for key, counts in ((sub, "@" not in sub), (email, "@" in email and verified))
            if key and counts]  # fmt: skip
    rights = next((listed[entry(key)] for key in keys if entry(key) in listed), None)
    if rights is None:
        return None
    known_as = ("email", "sub") if verified else ("sub",)
    return Account(_shown(claims, "name", *known_as), _shown(claims, *known_as), rights)


def _shown(claims: Mapping, *names: str) -> str:
    """The first claim that says something, fit to be shown and kept."""
    for name in names:
        words = drawn("".join(filter(str.isprintable, str(claims.get(name) or ""))))
        if words:
            return words[:LONGEST_NAME]
    return ""


def editors() -> tuple[dict[str, Rights], str]:
    """The list, and what is wrong with it ('' when it can be used)."""
    try:
        return read_editors(paths.editors_file(), dict(office_names())), ""
    except EditorsUnreadable as error:
        log.error(str(error))  # names people: for the maintainer only
        return {}, "名单现在不能用；请维护人员看日志"


@per_version
def office_names() -> tuple[tuple[str, str], ...]:
    """Id and name of every office."""
    return tuple((row["id"], row["name"]) for row in reports.offices())
