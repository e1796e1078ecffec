"""Under which licence each locked library comes, and whether it may.

Names are SPDX's. The dashboard only imports the libraries and hands none of them on, so
permissive licences are fine, and MPL and LGPL as long as no file of theirs is changed.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata

PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU",
    "PSF-2.0", "Zlib",
}  # fmt: skip
UNCHANGED = {"LGPL-3.0-or-later", "MPL-2.0"}
#: other spellings of a ``License`` field
SPELT = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "MIT License": "MIT",
}
#: read by a person, in the licence that came along or in the source archive: the package's
#: fields name none of SPDX ("BSD License", "LGPL", nothing)
READ = {
    "altair": "BSD-3-Clause",
    "click-default-group": "BSD-3-Clause",
    "django-js-lib-leaflet": "BSD-2-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pebble": "LGPL-3.0-or-later",
    "segno": "BSD-3-Clause",
    "streamlit-folium": "MIT",
    "watchdog": "Apache-2.0",  # not installed on a Mac
}


def licence(name: str) -> str:
    """The SPDX expression, or what the package says instead, or nothing."""
    if name in READ:
        return READ[name]
    try:
        fields = metadata(name)
    except PackageNotFoundError:
        return ""
    said = fields.get("License-Expression") or fields.get("License") or ""
    return SPELT.get(said, said.partition("\n")[0])


def may(expression: str) -> bool:
    """Whether one of the offered licences is allowed; with brackets it is not understood: no."""
    return any(
        all(part in PERMISSIVE | UNCHANGED for part in offer.split(" AND "))
        for offer in expression.split(" OR ")
    )
