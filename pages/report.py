"""进展填报: hand in a filled template, see what it would change, confirm."""

from lib.ui import account, page, report

SOURCE = "来源：科室填报；每批保留原件，只增不改"

view = page.open("/report", report.allowed)
visitor = account.visitor()
page.show(report.heading(view, visitor))
report.work(view, visitor)
page.close(view, SOURCE, report.history(view, visitor))
