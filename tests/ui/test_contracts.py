"""What of other people's insides is used: an upgrade that changes it fails here, not there."""

from __future__ import annotations

import inspect
import io

import folium
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches


def test_streamlit_folium_has_what_the_map_frame_calls():
    import streamlit_folium

    figure = folium.Map(location=[31.2, 121.4])
    figure.get_root().render()
    script = streamlit_folium._get_map_string(figure)
    assert "map_div" in script
    assert streamlit_folium.get_full_id(figure).startswith("map_")
    names = list(inspect.signature(streamlit_folium.generate_js_hash).parameters)
    assert names[:2] == ["js_string", "key"]
    assert callable(streamlit_folium._component_func)
    assert streamlit_folium._component_func.name == "streamlit_folium.st_folium"


def test_streamlit_has_what_the_start_calls():
    from streamlit.components.types.base_component_registry import BaseComponentRegistry
    from streamlit.runtime import Runtime, exists, get_instance

    assert callable(exists) and callable(get_instance)
    assert "component_registry" in dir(Runtime)
    assert "register_component" in dir(BaseComponentRegistry)


def test_pptx_has_what_the_slides_reach_into():
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["甲", "乙"]
    data.add_series("数", [1, 2])
    spot = (Inches(1), Inches(1), Inches(4), Inches(3))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *spot, data).chart
    assert chart.category_axis._element.find(qn("c:noMultiLvlLbl")) is not None
    theme = next(
        part for part in show.part.package.iter_parts() if part.partname.startswith("/ppt/theme")
    )
    assert b'<a:ea typeface=""/>' in theme.blob
    box = slide.shapes.add_textbox(*spot)
    run = box.text_frame.paragraphs[0].add_run()
    assert run._r is not None and box.text_frame.paragraphs[0]._p is not None
    table = slide.shapes.add_table(1, 1, *spot).table
    assert table._tbl.tblPr is not None
    assert table.cell(0, 0)._tc.get_or_add_tcPr() is not None
    show.save(io.BytesIO())
