"""科室视图: one office's items, what it owes, its template."""

from lib.ui import bureau, page

SOURCE = "来源：街道施工图 1.0 附件、区三年行动方案；进展由科室填报"

view = page.open("/offices", bureau.allowed)
page.close(view, SOURCE, bureau.body(view))
