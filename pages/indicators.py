"""指标进展: the targets, what is known of each, and what is only near."""

import streamlit as st

from lib.ui import page, targets

SOURCE = "来源：区三年行动方案“四、主要目标”；相近数据出自所列文件"

view = page.open("/indicators", targets.allowed)
spec = targets.chart(view)
if spec and not view.get("indicator"):
    page.show(targets.heading(view), targets.filters(view), targets.legend())
    st.vega_lite_chart(spec=dict(spec), width="stretch", alt=targets.chart_words(view))
    page.close(view, SOURCE, targets.body(view))
else:
    page.close(view, SOURCE, targets.heading(view), targets.filters(view), targets.body(view))
