"""The picture that chat programs show beside a link: the page, where things stand, the district."""

from __future__ import annotations

from lib import palette, text
from lib.render import render
from lib.scenes import fit
from lib.scenes.decks import Choice
from lib.scenes.sketch import sketch
from lib.scenes.story import gather
from lib.scenes.wording import standing_said
from lib.sitemap import Page

#: pixels, as chat programs cut their pictures
WIDTH, HEIGHT = 1200, 630
MAP_WIDTH = 560
ROOM = WIDTH - MAP_WIDTH - 120
SIZE, SMALL, MOST = 34, 24, 4
#: marks that never begin a line
CLOSING = "，、；。）”"


def card(page: Page, as_of: str) -> str:
    """SVG of one page's card on a day; every number in it is computed from the store."""
    story = gather(as_of, Choice(kind="whole"))
    return render(
        "card.svg",
        page=page,
        says=broken(page.says, SMALL),
        said=broken(standing_said(story)),
        as_of=text.chinese_date(as_of),
        demo=story.demo,
        district=sketch(as_of, width=MAP_WIDTH, height=HEIGHT),
        credit=text.CREDIT,
        colour=palette,
        font=palette.FONT.replace('"', "'"),
        width=WIDTH,
        height=HEIGHT,
        map_width=MAP_WIDTH,
        size=SIZE,
    )


def broken(sentence: str, size: float = SIZE, room: float = ROOM, most: int = MOST) -> list[str]:
    """The sentence in lines no wider than ``room``; the last ends in an ellipsis if it is long."""
    found = [""]
    for char in sentence:
        if found[-1] and fit.width(found[-1] + char, size) > room and char not in CLOSING:
            found.append("")
        found[-1] += char
    if len(found) <= most:
        return found
    return [*found[: most - 1], found[most - 1].rstrip(CLOSING)[:-1] + fit.MORE]
