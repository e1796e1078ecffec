"""指标进展: the targets, what is known of each, and what is only near."""

import streamlit as st

from lib.ui import page, targets

view = page.open("/indicators", targets.allowed)
page.show(targets.heading(view), targets.filters(view))
spec = targets.chart(view)
if spec and not view.get("indicator"):
    with st.container(key="chart"):
        page.show(targets.legend())
        st.vega_lite_chart(spec=dict(spec), width="stretch", alt=targets.chart_words(view))
page.show(targets.body(view))
page.close(view, "来源：区三年行动方案“四、主要目标”；相近数据出自所列文件")
