"""Who is signed in, and what the editors' list lets them do.

Signing in is Streamlit's own (`st.login`, OIDC); there are no passwords of ours.
Closed by default: without OIDC, without a list, or with a list that cannot be
read, nobody may write.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import streamlit as st

from lib import paths
from lib.intake.editors import EditorsUnreadable, Rights, read_editors
from lib.queries import reporting
from lib.ui.cache import per_version

log = logging.getLogger("guixiang")


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


def signed_in() -> str:
    """How to address whoever is signed in, on the list or not; '' for nobody."""
    claims = _claims()
    return str(claims.get("name") or claims.get("email") or claims.get("sub") or "")


def current() -> Account | None:
    """The signed-in person when on the editors' list, read anew at each call.

    Matched by e-mail address (unless the provider says it is not verified) or by
    the provider's subject id.
    """
    claims = _claims()
    if not claims:
        return None
    email = str(claims.get("email") or "")
    keys = [str(claims.get("sub") or "")]
    if claims.get("email_verified", True) is not False:
        keys.append(email)
    listed, _ = editors()
    rights = next((listed[key.lower()] for key in keys if key and key.lower() in listed), None)
    if rights is None:
        return None
    return Account(str(claims.get("name") or ""), email or keys[0], rights)


def editors() -> tuple[dict[str, Rights], str]:
    """The list, and what is wrong with it ('' when it can be used)."""
    try:
        return read_editors(paths.editors_file(), dict(office_names())), ""
    except EditorsUnreadable as error:
        log.error(str(error))
        return {}, str(error)


@per_version
def office_names() -> tuple[tuple[str, str], ...]:
    """Id and name of every office."""
    return tuple(reporting.offices()[["id", "name"]].itertuples(index=False, name=None))


def _claims() -> dict:
    if not configured():
        return {}
    claims = st.user.to_dict()
    return claims if claims.get("is_logged_in") else {}
