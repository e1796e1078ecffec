"""指标进展: the targets, what is known of each, and what is only near."""

import streamlit as st

from lib.ui import page, targets

SOURCE = "来源：区三年行动方案“四、主要目标”；相近数据出自所列文件"

view = page.open("/indicators", targets.allowed)
if view.get("view") == "gaps":
    page.close(view, SOURCE, targets.heading(view), targets.gaps(view))
elif view.get("indicator"):
    page.show(targets.heading(view), targets.filters(view))
    with st.container(key="target"):
        with st.container(key="panel"):
            page.show(targets.panel_top(view))
            page.chart(targets.course_chart, view, targets.course_words(view), "stretch")
            page.show(targets.panel(view))
        page.close(view, SOURCE, targets.body(view))
elif targets.chart(view):
    page.show(targets.heading(view), targets.filters(view), targets.legend(view))
    page.chart(targets.chart, view, targets.chart_words(view), "stretch")
    page.close(view, SOURCE, targets.body(view))
else:
    page.close(view, SOURCE, targets.heading(view), targets.filters(view), targets.body(view))
