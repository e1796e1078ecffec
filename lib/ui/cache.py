"""The only user of Streamlit's cache: everything keyed by the store's version.

A change in the store (an import, a build) changes the version, so the next run
of any open screen sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import streamlit as st

from lib import paths
from lib.store import connect

ENTRIES = 2000


@st.cache_data(max_entries=ENTRIES, show_spinner=False)
def _data(version: str, name: str, args: tuple, _function: Callable):
    return _function(*args)


@st.cache_resource(max_entries=ENTRIES, show_spinner=False)
def _object(version: str, name: str, args: tuple, _function: Callable):
    return _function(*args)


@st.cache_data(max_entries=8, show_spinner=False)
def _version(path: str, stamp: tuple) -> str:
    return connect.version(paths.store_path())


def store_version() -> str:
    """The version of the store as it is now; asks SQLite only when its bytes changed."""
    path = paths.store_path()
    return _version(str(path), connect.stamp(path))


def per_version(function: Callable) -> Callable:
    """Remember results per store version and hashable arguments; callers get copies."""
    return _wrapped(function, _data)


def shared(function: Callable) -> Callable:
    """Like :func:`per_version`, but callers share one object and must not change it."""
    return _wrapped(function, _object)


def _wrapped(function: Callable, store: Callable) -> Callable:
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(*args):
        return store(store_version(), name, args, function)

    return remembered
