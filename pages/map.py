"""街区地图: the district, its places and the items at them."""

import streamlit as st

from lib.ui import district, page

view = page.open("/map", district.allowed)
page.show(district.heading(view), district.filters(view))
with st.container(key="map"):
    district.draw(view)
    page.show(district.notes(view.as_of))
    page.close(view, "来源：公开文件；坐标来源见各点位", district.lists(view))
