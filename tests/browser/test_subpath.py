"""Published below a path: by a proxy that strips it, by one that does not, over TLS."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from lib.sitemap import PAGES
from tests.browser import proxy
from tests.browser.server import free_port, serving
from tests.browser.test_present import SHOWN, start
from tests.browser.watch import CHART, Watch, go, map_frame, settle, until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not proxy.there(), reason="nginx is missing: make browser"),
]
BASE = "/guixiang"
STYLES = ("strips", "keeps", "tls")
VIEWS = (
    "/sources?view=data",
    "/indicators?view=chart",
    "/offices?office=fuwu",
    "/projects?project=s01",
)
#: what all three pass on alike is looked at once; of the others a page of each kind
FEW = ("/", "/map", "/indicators?view=chart", "/sources?view=data")
SECRETS = """[auth]
redirect_uri = "{address}{base}/oauth2callback"
cookie_secret = "a secret for tests only, forty characters"
client_id = "guixiang"
client_secret = "for tests only"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""
EDITORS = '[editors]\n"qian@example.cn" = "全部"\n'
#: every address that the page names, wherever it leads
NAMED = """els => els.flatMap((each) => ['href', 'src', 'action'].map((name) =>
  each.getAttribute(name))).filter(Boolean)"""


@pytest.fixture(scope="module")
def published(demo, tmp_path_factory) -> Iterator[dict[str, str]]:
    """Addresses of one dashboard, base included, one for each style of proxy."""
    import oidc_provider_mock as oidc

    folder = tmp_path_factory.mktemp("proxy")
    store = folder / "store.db"
    shutil.copy(demo, store)
    proxy.certificate(folder)
    (folder / "editors.toml").write_text(EDITORS, encoding="utf-8")
    port = free_port()
    blocks = [proxy.below_a_path(port, strips=strips) for strips in (True, False)]
    servers = [proxy.server(block, folder) for block in blocks]
    servers.append(proxy.server(blocks[1], folder, tls=True))
    addresses = {name: url for name, (_, url) in zip(STYLES, servers, strict=True)}
    people = [oidc.User(sub="qian", claims={"email": "qian@example.cn", "name": "钱二"})]
    with oidc.run_server_in_thread(user_claims=people) as provider:
        said = {"address": addresses["tls"], "base": BASE, "provider": provider.server_port}
        (folder / "secrets.toml").write_text(SECRETS.format(**said), encoding="utf-8")
        settings = {
            "GUIXIANG_BASE": BASE,
            "GUIXIANG_ADDRESS": "https://board.example.cn/guixiang",
            "GUIXIANG_EDITORS": str(folder / "editors.toml"),
        }
        options = ("--secrets.files", str(folder / "secrets.toml"))
        with (
            serving(store, folder / "log.txt", *options, port=port, **settings),
            proxy.nginx([text for text, _ in servers], folder, addresses["strips"] + BASE),
        ):
            yield {name: url + BASE for name, url in addresses.items()}


@pytest.fixture
def page(browser):
    """A window that notes whatever it asks for outside the base."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", ignore_https_errors=True
    )
    one = context.new_page()
    one.watch = Watch(one)
    one.on("request", lambda request: _outside(one, request.url))
    one.on("websocket", lambda socket: _outside(one, socket.url))
    yield one
    assert one.watch.faults == []
    context.close()


def _outside(page, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme in ("http", "https", "ws", "wss") and not parts.path.startswith(BASE):
        page.watch.faults.append(f"outside the base: {url}")


def named(page) -> set[str]:
    """What the page and its frames name as addresses on this server."""
    found = page.eval_on_selector_all("[href], [src], [action]", NAMED)
    return {each for each in found if each.startswith("/")}


@pytest.mark.parametrize("style", STYLES)
def test_every_page_opens_and_names_only_what_is_below(style, published, page):
    """Deep links, each page's links, and the files behind them."""
    url, files = published[style], set()
    for path in (*(each.path for each in PAGES), *VIEWS) if style == "keeps" else FEW:
        go(page, url + path)
        assert path == "/" or page.url.startswith(url + path)
        if path == "/map":
            map_frame(page)
        found = named(page)
        assert found and all(address.startswith(f"{BASE}/") for address in found), path
        files |= {
            address
            for address in found
            if address.startswith((f"{BASE}/export/", f"{BASE}/print/", f"{BASE}/api/"))
        }
    kinds = {address.partition("?")[0]: address for address in sorted(files)}
    assert len(kinds) > (12 if style == "keeps" else 4)
    origin = url.removesuffix(BASE)
    for address in kinds.values() if style == "keeps" else list(kinds.values())[:4]:
        answer = page.request.get(origin + address)
        assert answer.status == 200, address


@pytest.mark.parametrize("style", STYLES)
def test_clicks_reload_and_back_stay_below(style, published, page):
    url = published[style]
    go(page, f"{url}/")
    page.get_by_role("navigation", name="主导航").get_by_text("项目台账").click()
    page.wait_for_url(f"{url}/projects")
    settle(page)
    page.locator(".gx tbody a[href*='project=']").first.click()
    page.wait_for_selector("#panel")
    page.reload()
    settle(page)
    assert page.locator("#panel").count() == 1
    page.go_back()
    page.wait_for_selector("#panel", state="detached")
    page.locator(".gx-top form.search input").fill("孵化器")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}/search?*")
    go(page, f"{url}/nowhere")  # an unknown page leads home, below the base
    assert page.url.startswith(f"{url}/?missing=")


def test_map_charts_and_files_work_below(published, page):
    url = published["strips"]
    go(page, f"{url}/map?category=carrier")
    frame = map_frame(page)
    frame.locator(".leaflet-marker-icon").first.wait_for()
    go(page, f"{url}/indicators?view=chart")
    page.wait_for_selector(CHART)
    go(page, f"{url}/projects")
    with page.expect_download() as got:
        page.get_by_text("导出 xlsx").first.click()
    assert got.value.suggested_filename.endswith(".xlsx")


def test_a_screen_follows_its_presenter_below(published, page):
    url = published["keeps"]
    ids = start(page, f"{url}/present?deck=ten&notes=1")
    until(page, lambda: "/guixiang/present?" in page.inner_text(".desk [data-code]"))
    link = page.get_attribute("[data-audience]", "href")
    assert link.startswith(f"{BASE}/present?")
    audience = page.context.new_page()
    start(audience, url.removesuffix(BASE) + link)
    page.keyboard.press("End")
    audience.wait_for_function(f"{SHOWN} === '{ids[-1]}'")


def test_the_code_leads_to_the_public_address(published, page):
    page.goto(f"{published['keeps']}/present?check=1")
    page.wait_for_selector("text=指向 https://board.example.cn/guixiang")


def test_signing_in_returns_below_and_the_cookie_stays_there(published, page):
    url = published["tls"]
    page.watch.faults = watched = []
    go(page, f"{url}/report")
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("input[name=sub]")
    page.fill("input[name=sub]", "qian")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{url}/report*")
    page.wait_for_selector("text=退出登录")
    cookies = [each for each in page.context.cookies() if "streamlit" in each["name"].lower()]
    assert cookies and all(each["path"].startswith(BASE) for each in cookies), cookies
    assert all(each["secure"] for each in cookies)
    watched.clear()  # the provider's own pages are outside
