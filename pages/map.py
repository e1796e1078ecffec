"""街区地图: the district, its places and the items at them."""

from lib.ui import district, page

SOURCE = "来源：公开文件；坐标来源见各点位"

view = page.open("/map", district.allowed)
page.show(district.heading(view), district.filters(view))
district.draw(view)
page.close(view, SOURCE, district.notes(view.as_of), district.lists(view))
