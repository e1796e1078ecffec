"""创新生态: the bodies, how the documents tie them, what was promised."""

from lib.screens import ecosystem
from lib.ui import page

SOURCE = "来源：五份公开文件；每条联系的出处见“联系”"

view = page.open("/ecosystem", ecosystem.allowed)
page.show(ecosystem.heading(view), ecosystem.filters(view), ecosystem.card(view))
if ecosystem.picture(view):
    page.chart(ecosystem.picture, view, ecosystem.picture_words(view), "content")
page.close(view, SOURCE, ecosystem.body(view))
