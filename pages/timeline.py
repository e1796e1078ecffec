"""大事记与活动: milestones on a folded axis, event series against yearly targets."""

from lib.ui import chronicle, page

SOURCE = "来源：五份公开文件；活动是否计入目标，文件没有写明"

view = page.open("/timeline", chronicle.allowed)
if view.get("view") == "series":
    make, words, legend = chronicle.series_chart, chronicle.series_words, chronicle.series_legend
    head, rest = (chronicle.heading(view),), chronicle.series(view)
else:
    make, words, legend = chronicle.chart, chronicle.chart_words, chronicle.legend
    head, rest = (chronicle.heading(view), chronicle.filters(view)), chronicle.listing(view)
if make(view):
    page.show(*head, legend(view))
    page.chart(make, view, words(view), "stretch")
    page.close(view, SOURCE, rest)
else:
    page.close(view, SOURCE, *head, rest)
