"""街区地图: the district, its places and the projects at them."""

from lib.screens import map as map_screen
from lib.ui import map_frame, page

SOURCE = "来源：公开文件；坐标来源见各点位"

view = page.open("/map", map_screen.allowed)
page.show(map_screen.heading(view), map_screen.filters(view))
map_frame.draw(view)
page.close(view, SOURCE, map_screen.notes(view.as_of), map_screen.lists(view))
