"""大事记与活动: milestones on a folded axis, event series against yearly targets."""

from lib.screens import timeline
from lib.ui import page

SOURCE = "来源：五份公开文件；活动是否计入目标，文件没有写明"

view = page.open("/timeline", timeline.allowed)
tab = view.get("view")
if tab == "series":
    page.close(
        view, SOURCE, timeline.heading(view), timeline.series_legend(view), timeline.series(view)
    )
elif tab == "chart" and timeline.chart(view):
    page.show(timeline.heading(view), timeline.filters(view), timeline.legend(view))
    page.chart(timeline.chart, view, timeline.chart_words(view), "stretch")
    page.close(view, SOURCE)
else:
    page.close(view, SOURCE, timeline.heading(view), timeline.filters(view), timeline.listing(view))
