"""Native bar charts: the numbers can be edited in the slide."""

from __future__ import annotations

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.chart import XL_TICK_MARK as TICK
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide

from lib import palette
from lib.scenes.model import SMALLEST, Bars, Box, Series
from lib.scenes.slide_text import colour, dress, points, say, spot

TITLE = 2.4


def draw(slide: Slide, box: Box) -> None:
    """The bars of a scene as a chart, in the same order from above."""
    part: Bars = box.part
    data = CategoryChartData()
    data.categories = [bar.label for bar in part.bars]
    for at, series in enumerate(part.series):
        data.add_series(series.name, [bar.values[at] for bar in part.bars])
    kind = XL_CHART_TYPE.BAR_STACKED if part.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    place = spot(box.left, box.top + TITLE, box.width, box.height - TITLE)
    chart = slide.shapes.add_chart(kind, *place, data).chart
    words = part.title + (f"（竖线是{part.mark_words}）" if part.mark is not None else "")
    title = slide.shapes.add_textbox(*spot(box.left, box.top, box.width, TITLE))
    say(title.text_frame, [[(words, {"bold": True})]], size=1.4)
    chart.has_title = False
    dress(chart.font, SMALLEST)
    chart.has_legend = len(part.series) > 1 or part.series[0].hatched
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.RIGHT
        chart.legend.include_in_layout = False
        dress(chart.legend.font, SMALLEST, ink=palette.SOFT)
    _axes(chart, part)
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.overlap = 100 if part.stacked else 0
    for at, (native, series) in enumerate(zip(plot.series, part.series, strict=True)):
        _paint(native, series)
        _labels(native, part, at)


def _axes(chart, part: Bars) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = TICK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = colour("#8b9290")
    dress(names.tick_labels.font, 1.4)
    every = OxmlElement("c:tickLblSkip")
    every.set("val", "1")
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    values.minimum_scale, values.maximum_scale = 0, part.top
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.major_tick_mark = TICK.NONE
    values.format.line.fill.background()
    values.has_major_gridlines = part.mark is not None
    if part.mark is not None:
        values.major_unit = part.mark
        line = values.major_gridlines.format.line
        line.color.rgb, line.width = colour(palette.INK), points(0.2)


def _paint(native, series: Series) -> None:
    fill = native.format.fill
    if series.hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour("#c9c9c4"), colour("#f1f1ee")
    else:
        fill.solid()
        fill.fore_color.rgb = colour(series.colour)
        native.format.line.color.rgb = colour(palette.WHITE)
    native.invert_if_negative = False


def _labels(native, part: Bars, at: int) -> None:
    """Counts are labelled by themselves, shares by the words of the scene."""
    ink = part.series[at].ink
    if part.stacked:
        labels = native.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = "0", False
        labels.position = XL_LABEL_POSITION.CENTER
        dress(labels.font, 1.4, ink=ink, bold=True)
        return
    for number, bar in enumerate(part.bars):
        if bar.values[at] is None:
            continue
        label = native.points[number].data_label
        label.text_frame.text = bar.labels[at]
        label.text_frame.word_wrap = False
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        dress(label.text_frame.paragraphs[0].runs[0].font, SMALLEST)
