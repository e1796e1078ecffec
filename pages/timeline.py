"""大事记与活动: milestones on a folded axis, event series against yearly targets."""

import streamlit as st

from lib.ui import chronicle, page

SOURCE = "来源：五份公开文件；活动是否计入目标，文件没有写明"

view = page.open("/timeline", chronicle.allowed)
if view.get("view") == "series":
    spec, words = chronicle.series_chart(view), chronicle.series_words(view)
    head, rest = (chronicle.heading(view), chronicle.series_legend(view)), chronicle.series(view)
else:
    spec, words = chronicle.chart(view), chronicle.chart_words(view)
    head = (chronicle.heading(view), chronicle.filters(view), chronicle.legend(view))
    rest = chronicle.listing(view)
if spec:
    page.show(*head)
    st.vega_lite_chart(spec=dict(spec), width="stretch", alt=words)
    page.close(view, SOURCE, rest)
else:
    page.close(view, SOURCE, *head, rest)
