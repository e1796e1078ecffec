"""Crafted messages to a page: reruns, other messages, and what is none."""

from __future__ import annotations

import json
from typing import NamedTuple

from hypothesis import strategies as some
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg

from lib.sitemap import PAGES
from tests.fuzz import asks, nasty
from tests.fuzz.drawn import mixed, weighted

NAMES = tuple(page.path.strip("/") for page in PAGES)
HASHES = ("", "x", "0" * 32, "../../etc", "x" * 5000, "\x00")
EVENTS = ("file", "task", "alone", "open", "x", "__proto__", "")
#: what the two components say, in one piece
FIELD_NAMES = ("number", "name", "content", "at", "says", "project", "due", "scene")
JSON = some.recursive(
    some.one_of(some.none(), some.booleans(), some.integers(), some.text(max_size=20)),
    lambda inner: some.lists(inner, max_size=3),
    max_leaves=5,
)
#: fields of a widget's state → what may stand there
FIELDS = {
    "trigger_value": True, "bool_value": True, "int_value": 2**40, "double_value": float("nan"),
    "string_value": nasty.MARK, "json_value": '{"a":', "bytes_value": b"\xff" * 100,
    "json_trigger_value": "[" * 100_000,
}  # fmt: skip


class Turn(NamedTuple):
    """One step of a session.

    ``data``: a message as it is, else what is laid on a rerun. ``states``: for which of the
    components that are drawn (by number) or made up (by name) comes which value.
    """

    page: str = ""
    hash: str = ""
    query: str = ""
    url: str = ""
    zone: str = ""
    states: tuple[tuple[int | str, str, object], ...] = ()
    times: int = 1
    data: bytes = b""

    def message(self, ids: list[str]) -> bytes:
        """The message, for a session that shows the components ``ids``."""
        if self.data:
            return self.data
        made = BackMsg()
        asked = made.rerun_script
        asked.page_name, asked.page_script_hash = self.page, self.hash
        asked.query_string = self.query
        about = asked.context_info
        about.url, about.timezone, about.locale = self.url, self.zone, self.zone
        about.timezone_offset = len(self.zone) * 1000
        for where, field, value in self.states:
            _state(asked.widget_states, where, field, value, ids)
        return made.SerializeToString()


def _state(states, where: int | str, field: str, value: object, ids: list[str]) -> None:
    named = [id for id in ids if isinstance(where, str) and id.endswith(f"-{where}")]
    if named:
        base = named[0]
    elif isinstance(where, int):
        base = ids[where % len(ids)] if ids else "x"
    else:
        base = where
    if field in FIELDS:
        setattr(states.widgets.add(id=base), field, FIELDS[field])
        return
    # an event of a component of ours; as a browser does, or by itself
    if field != "alone":
        states.widgets.add(id=base, json_value="{}")
    event = _make_trigger_id(base, "events") if "__" not in base else base
    field = base.rpartition("-")[2].replace("upload", "file") if field == "alone" else field
    said = json.dumps([{"event": field, "value": value}])
    states.widgets.add(id=event, json_trigger_value=said)


def turns(count: int, seed: int, params: dict) -> list[Turn]:
    """So many steps; the same for the same seed."""
    state = some.tuples(
        some.one_of(some.integers(0, 5), some.sampled_from(("x", "$$ID-x-upload", "\x00", ""))),
        some.one_of(some.sampled_from(EVENTS), some.sampled_from(sorted(FIELDS))),
        some.sampled_from(nasty.VALUES),
    )
    text = some.one_of(some.sampled_from(nasty.TEXTS), some.text(max_size=30))
    page = weighted((7, some.sampled_from(NAMES)), (1, text))
    run = some.builds(
        Turn,
        page=page.map(_sendable),
        hash=weighted((7, some.just("")), (1, some.sampled_from(HASHES))),
        query=weighted((7, asks.queries(params)), (1, text.map(_sendable))),
        url=some.sampled_from(nasty.URLS),
        zone=some.sampled_from(nasty.ZONES),
        states=some.lists(state, max_size=4).map(tuple),
        times=weighted((19, some.just(1)), (1, some.just(20))),
        data=some.just(b""),
    )
    return mixed(count, seed, (79, run), (15, _desks()), (6, _others()))


def _desks() -> some.SearchStrategy[Turn]:
    """What an editor's two components might be made to say."""
    known = some.sampled_from(nasty.VALUES)
    made = some.dictionaries(some.sampled_from(FIELD_NAMES), JSON, max_size=4)
    value = some.one_of(known, made, JSON)
    upload = some.builds(
        lambda said, event, query: Turn(
            page="report", query=query, states=(("upload", event, said),)
        ),
        value,
        some.sampled_from(("file", "file", "file", "alone")),
        some.sampled_from(("", "office=fuwu", "office=yingshang", "as_of=2025-12-31")),
    )
    task = some.builds(
        lambda said, event, query: Turn(
            page="present", query=query, states=(("task", event, said),)
        ),
        value,
        some.sampled_from(("task", "task", "task", "alone")),
        some.sampled_from(("", "deck=whole&notes=1", "deck=ten")),
    )
    return some.one_of(upload, task)


def _sendable(word: str) -> str:
    return word.encode("utf-8", "replace").decode()


def _others() -> some.SearchStrategy[Turn]:
    """Messages that no page of ours sends, and bytes that are none."""
    flags = ("load_git_info", "clear_cache", "set_run_on_save", "stop_script", "app_heartbeat",
             "debug_disconnect_websocket", "debug_shutdown_runtime")  # fmt: skip
    made = [BackMsg(**{name: True}).SerializeToString() for name in flags]
    files, install, chunk = BackMsg(), BackMsg(), BackMsg()
    files.file_urls_request.file_names.extend(["../x"] * 100)
    install.backend_operation_request.install_skills.SetInParent()
    chunk.backend_operation_request.dataframe_chunk.SetInParent()
    made += [each.SerializeToString() for each in (files, install, chunk)]
    none = some.one_of(some.sampled_from((b"\xff", b"\x00" * 50)), some.binary(min_size=1))
    noise = some.binary(max_size=3).map(lambda noise: b"\x82\x7d" + bytes([len(noise)]) + noise)
    known = some.tuples(some.sampled_from(made), noise).map(b"".join)  # a field nobody knows
    return some.one_of(known, none).map(lambda data: Turn(data=data))
