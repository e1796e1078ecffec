"""Which hosts and origins may ask: decided here, so that nobody else has to look it up.

Streamlit asks outside hosts for its own address when it does not know an Origin, in the
event loop and for every handshake; so no handshake reaches it that we have not judged.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from lib import paths

#: a host name or address with its port, as it may stand in a policy or a link
PLAIN = re.compile(r"(?=.{1,253}\Z)(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
LONGEST = 2000  # characters of an address that are looked at
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def is_plain(host: str) -> bool:
    """Whether a Host header is a host and nothing else."""
    return PLAIN.fullmatch(host) is not None


def name_of(host: str) -> str:
    """A host without its port, in lower case."""
    return re.sub(r":\d+\Z", "", host).casefold()


def known() -> frozenset[str]:
    """Hosts of the public address and of ``GUIXIANG_HOSTS``, without ports."""
    public = urlsplit(paths.public_address()).netloc
    return frozenset(name_of(host) for host in (public, *paths.hosts()) if host)


def host_allowed(host: str) -> bool:
    """Whether a request to this host is for us.

    Where the configuration names hosts, only these, addresses in numbers and this machine:
    a foreign name that somebody points at us (DNS rebinding) is none of them.
    """
    if not is_plain(host):
        return False
    named = known()
    name = name_of(host)
    return not named or name in named or name in LOCAL or _is_number(name)


def address_of(url: str) -> str:
    """Scheme and host of the address that a browser says it uses; '' unless we know it.

    It comes from the browser: it may be anything, of any length, and would end in links and QR
    codes; so only what the configuration names, and this machine itself, which gives no code.
    """
    try:
        said = urlsplit(url[:LONGEST])
    except ValueError:
        return ""
    if said.scheme not in ("http", "https") or not is_plain(said.netloc):
        return ""
    if name_of(said.netloc) not in (*known(), *LOCAL):
        return ""
    return f"{said.scheme}://{said.netloc}"


def origin_allowed(origin: str | None, host: str) -> bool:
    """Whether a page of ``origin`` may talk to us; None: the client is no browser."""
    if origin is None:
        return True
    try:
        asked = urlsplit(origin)
    except ValueError:
        return False
    if asked.scheme not in ("http", "https") or not is_plain(asked.netloc):
        return False
    return asked.netloc.casefold() == host.casefold() or name_of(asked.netloc) in known()


def _is_number(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
