"""The one step of Streamlit's that is ours: a run is not broken off before its callbacks."""

from __future__ import annotations

import inspect

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state import session_state
from streamlit.runtime.state.safe_session_state import SafeSessionState

from lib.web import pressed


def test_the_plain_step_looks_first_and_ours_does_not(monkeypatch):
    """Red when an upgrade mends it (then ours goes) or gives the step other arguments."""
    plain = SafeSessionState.on_script_will_rerun
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", plain)
    given = {
        "fresh": WidgetStates(),
        "replay_trigger_states": None,
        "replay_trigger_values": None,
        "is_history_navigation": False,
    }
    assert _breaks_off(plain, given)
    pressed.hear()
    pressed.hear()
    assert not _breaks_off(SafeSessionState.on_script_will_rerun, given)
    names = set(inspect.signature(session_state.SessionState.on_script_will_rerun).parameters)
    assert names == {"self", "fresh_widget_states", *given} - {"fresh"}


def _breaks_off(step, given: dict) -> bool:
    def newer() -> None:
        raise RerunException(RerunData())

    own = SafeSessionState(session_state.SessionState(), newer)
    fresh, *_ = given.values()
    try:
        step(own, fresh, **{name: value for name, value in given.items() if name != "fresh"})
    except RerunException:
        return True
    return False
