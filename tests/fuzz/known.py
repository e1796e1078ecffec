"""What there is to ask for, taken from the application itself, not by hand."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from lib import clock
from lib.exports.catalogue import BY_PATH
from lib.sitemap import PAGES, PASSING
from lib.web.guard import BELOW_PAGES, INNER, SERVED, SIGNING

#: parameters that are no page's filters
OTHER = ("as_of", "size", "deck", "v", "code", "q", "embed", *PASSING)


def routes() -> tuple[str, ...]:
    """Every address that the application and Streamlit know, braces where anything may stand."""
    from app import app

    own = [route.path for route in app._user_routes]
    streamlit = [f"/{name}" for name in (*SERVED, *BELOW_PAGES)]
    rooms = ["/vendor/leaflet/{rest}", "/static/{rest}", "/media/{rest}", "/component/{rest}",
             "/_stcore/{rest}", "/_stcore/bidi-components/{rest}", "/_stcore/upload_file/{rest}",
             "/{rest}"]  # fmt: skip
    pages = [page.path for page in PAGES]
    found = (*own, *BY_PATH, *pages, *streamlit, *rooms, *INNER, *SIGNING)
    return tuple(sorted(set(found)))


def parameters() -> dict[str, tuple[str, ...]]:
    """Every page's parameters with their valid values (none: free text), of the chosen store."""
    today = clock.today().isoformat()
    found: dict[str, tuple[str, ...]] = dict.fromkeys(OTHER, ())
    for page in PAGES:
        for room in ("screens", "ui"):
            name = f"lib.{room}.{page.file.stem}"
            if find_spec(name) and hasattr(screen := import_module(name), "allowed"):
                for key, values in screen.allowed(today).items():
                    ids = sorted(values) if isinstance(values, frozenset | set) else []
                    found[key] = (*found.get(key, ()), *ids[:40])
    return found
