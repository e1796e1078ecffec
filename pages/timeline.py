"""大事记与活动: milestones on a folded axis, event series against yearly targets."""

from lib.screens import timeline
from lib.ui import page

SOURCE = "来源：五份公开文件；活动是否计入目标，文件没有写明"

view = page.open("/timeline", timeline.allowed)
if view.get("view") == "series":
    make, words, legend = timeline.series_chart, timeline.series_words, timeline.series_legend
    head, rest = (timeline.heading(view),), timeline.series(view)
else:
    make, words, legend = timeline.chart, timeline.chart_words, timeline.legend
    head, rest = (timeline.heading(view), timeline.filters(view)), timeline.listing(view)
if make(view):
    page.show(*head, legend(view))
    page.chart(make, view, words(view), "stretch")
    page.close(view, SOURCE, rest)
else:
    page.close(view, SOURCE, *head, rest)
