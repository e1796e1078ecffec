"""指标进展: the targets, what is known of each, and what is only near."""

import streamlit as st

from lib.screens import indicators
from lib.ui import page

SOURCE = "来源：区三年行动方案“四、主要目标”；相近数据出自所列文件；科室填报"

view = page.open("/indicators", indicators.allowed)
if view.get("view") == "gaps":
    page.close(view, SOURCE, indicators.heading(view), indicators.gaps(view))
elif view.get("indicator"):
    page.show(indicators.heading(view), indicators.filters(view))
    with st.container(key="target"):
        with st.container(key="panel"):
            page.show(indicators.panel_top(view))
            page.chart(indicators.course_chart, view, indicators.course_words(view), "stretch")
            page.show(indicators.panel(view))
        page.close(view, SOURCE, indicators.body(view))
elif view.get("view") == "chart" and indicators.chart(view):
    page.show(indicators.heading(view), indicators.filters(view), indicators.legend(view))
    page.chart(indicators.chart, view, indicators.chart_words(view), "stretch")
    page.close(view, SOURCE)
else:
    page.close(
        view, SOURCE, indicators.heading(view), indicators.filters(view), indicators.body(view)
    )
