"""What somebody presses counts, whatever their window asks for right after it.

Streamlit breaks off a run for a newer one at its next step, and the first step of a run comes
before its callbacks: a press that the news of the store overtook there would never be heard.
The class is private to it; ``tests/web/test_pressed.py`` fails when an upgrade changes it.
"""

from __future__ import annotations

from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.state.safe_session_state import SafeSessionState


def hear() -> None:
    """Let no run be broken off before its callbacks; may be told again."""
    SafeSessionState.on_script_will_rerun = _will_rerun  # type: ignore[method-assign]


def _will_rerun(own: SafeSessionState, fresh: WidgetStates | None, **more: Any) -> None:
    """As there, without looking for a newer request first."""
    with own._lock:
        own._state.on_script_will_rerun(fresh, **more)
