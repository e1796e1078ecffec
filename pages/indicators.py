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
            spec = targets.course_chart(view)
            st.vega_lite_chart(spec=dict(spec), width="stretch", alt=targets.course_words(view))
            page.show(targets.panel(view))
        page.close(view, SOURCE, targets.body(view))
elif spec := targets.chart(view):
    page.show(targets.heading(view), targets.filters(view), targets.legend(view))
    st.vega_lite_chart(spec=dict(spec), width="stretch", alt=targets.chart_words(view))
    page.close(view, SOURCE, targets.body(view))
else:
    page.close(view, SOURCE, targets.heading(view), targets.filters(view), targets.body(view))
