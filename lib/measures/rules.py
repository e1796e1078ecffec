"""The lamp rules in words, one sentence a state, for the methods page."""

from __future__ import annotations

PROJECT_RULES = {
    "done": "科室填报已完成，并附完成证明。没有证明不算完成。",
    "on_track": "有填报，未完成，不属于下面各种情形。",
    "due_soon": "有填报，未完成，距期限的天数不多于临期参数。",
    "behind": "有填报，进度低于已过时间的比例，且相差超过滞后参数。",
    "overdue": "有填报，未完成，期限的第二天起。",
    "paused": "科室填报暂缓，须写明理由。",
    "unreported": "没有科室填报。无论到期与否都是灰色，不标红。",
}
INDICATOR_RULES = {
    "met": "口径一致的数达到目标；区间按下限，“余”须多于，按年的目标看最近有数的一年。",
    "on_track": "未达标，但不低于按线性节奏应到的数（须有基期或两个口径一致的数）。",
    "behind": "未达标，低于按线性节奏应到的数，且相差超过滞后参数。",
    "missed": "期限已过，或按年的目标当年已过，口径一致的数没有达到目标。",
    "no_pace": "有口径一致的数，但没有基期，或当年尚未结束，不能判断快慢。",
    "proxy": "只有口径不同的相近数据，不能判断。",
    "no_data": "没有任何数据。",
}
