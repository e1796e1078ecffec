"""HTML and PPTX: the same numbers, nothing from outside, native and editable."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from urllib.parse import unquote

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.cli import main
from lib.scenes import fit
from lib.scenes.html import offline
from lib.scenes.slide_text import POINTS, U
from lib.web import deck as web
from tests.scenes.build import deck, slides
from tests.scenes.numbers import inside, of_html, of_slides


def same_numbers(id: str, day: str) -> None:
    made = deck(id, day)
    page, shows = of_html(offline(made).decode()), of_slides(slides(id, day))
    assert len(page) == len(shows) == len(made.scenes)
    for scene, shown, slide in zip(made.scenes, page, shows, strict=True):
        assert shown == slide, scene.id
    assert sum(map(len, page)) > 50


@pytest.mark.parametrize(
    ("id", "day"),
    [("whole", ""), ("action-s6", ""), ("whole", "2023-07-01"), ("ten", "2024-06-30")],
)
def test_the_same_numbers_in_both_files(id, day, real_store):
    same_numbers(id, day)


@pytest.mark.parametrize(
    ("id", "day"), [("whole", ""), ("office-yingshang", ""), ("ten", "2026-06-30")]
)
def test_the_same_numbers_of_the_demo_store(id, day, demo_store):
    same_numbers(id, day)


def test_the_html_file_asks_nobody(real_store):
    page = offline(deck()).decode()
    assert "default-src 'none'" in page
    for address in re.findall(r"(?:src|href)=\"([^\"]+)\"|url\(([^)]+)\)", page):
        assert "".join(address).startswith("data:"), address
    assert "<link" not in page
    assert "@import" not in page


def test_demo_is_marked_on_every_scene_and_slide(demo_store):
    made = deck()
    page = offline(made).decode()
    assert page.count('class="demo"') == len(made.scenes)
    assert "<title>演示数据" in page
    for slide in Presentation(io.BytesIO(slides())).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "演示数据" in texts


def test_the_real_store_bears_no_mark(real_store):
    assert "演示数据" not in offline(deck()).decode()


def test_slides_are_wide_native_and_noted(real_store):
    made = deck()
    show = Presentation(io.BytesIO(slides()))
    assert show.slide_width * 9 == show.slide_height * 16
    kinds = {"tables": 0, "freeforms": 0}
    for scene, slide in zip(made.scenes, show.slides, strict=True):
        assert slide.shapes.title.text_frame.text == scene.message
        assert scene.note in slide.notes_slide.notes_text_frame.text
        footers = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert f"来源：{scene.source}" in footers
        assert f"截至 {made.as_of}" in footers
        for shape in slide.shapes:
            assert inside(shape, show.slide_width, show.slide_height), (scene.id, shape.name)
            kinds["tables"] += getattr(shape, "has_table", False)
            if shape.shape_type == 6:
                kinds["freeforms"] += sum(bool(each._element.findall(".//" + qn("a:custGeom")))
                                          for each in shape.shapes)  # fmt: skip
    assert kinds["tables"] >= 8
    assert kinds["freeforms"] > 20


@pytest.mark.parametrize("store", ["real_store", "demo_store"])
def test_type_is_twenty_points_but_for_sources(store, request):
    """Sources, day, page, credit and address may be smaller; nothing else is."""
    request.getfixturevalue(store)
    small = re.compile(r"来源：|截至 |附录 |\d* / \d+$|© |http")
    for slide in Presentation(io.BytesIO(slides())).slides:
        for run in slide._element.iter(qn("a:r")):
            words = run.find(qn("a:t")).text or ""
            size = int(run.find(qn("a:rPr")).get("sz")) / 100
            assert size >= 20 or small.match(words), (words, size)


def test_the_appendix_is_hidden_from_the_run(demo_store):
    made = deck()
    shown = Presentation(io.BytesIO(slides())).slides
    hidden = [slide._element.get("show") == "0" for slide in shown]
    assert hidden == [scene.appendix for scene in made.scenes]
    assert True in hidden


def test_every_run_names_a_chinese_font(real_store):
    content = slides()
    for slide in Presentation(io.BytesIO(content)).slides:
        for run in slide._element.iter(qn("a:r")):
            assert run.find(qn("a:rPr")).find(qn("a:ea")).get("typeface") == "Microsoft YaHei"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        theme = packed.read("ppt/theme/theme1.xml").decode()
    assert 'ea typeface="Microsoft YaHei"' in theme


@pytest.mark.parametrize("id", ["whole", "office-yingshang"])
def test_no_text_box_overflows_by_the_estimate(id, demo_store):
    for slide in Presentation(io.BytesIO(slides(id))).slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.text.strip() or shape.rotation:
                continue
            frame, high = shape.text_frame, 0.0
            room = (shape.width - frame.margin_left - frame.margin_right) / U
            for paragraph in frame.paragraphs:
                words = "".join(run.text for run in paragraph.runs)
                size = max((run.font.size.pt for run in paragraph.runs), default=12) / POINTS
                spacing = paragraph.line_spacing.pt / POINTS if paragraph.line_spacing else size
                high += fit.lines(words, size, max(room, 1)) * spacing
                high += (paragraph.space_after.pt if paragraph.space_after else 0) / POINTS
            limit = shape.height / U + 0.9
            assert high <= limit or len(frame.text) <= 2, (frame.text, high, limit)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_makes_as_many_pages(demo_store, tmp_path):
    made = deck()
    (tmp_path / "deck.pptx").write_bytes(slides())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "deck.pptx")], check=True, capture_output=True)
    content = (tmp_path / "deck.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page[^s]", content)) == len(
        made.run
    )  # the appendix is hidden


@pytest.fixture
def client(own_store):
    return TestClient(Starlette(routes=web.routes()))


def test_the_routes_give_both_files(client):
    page = client.get("/export/deck.html?deck=ten&as_of=2024-06-30")
    assert page.headers["content-type"].startswith("text/html")
    name = unquote(page.headers["content-disposition"])
    assert "早餐会演示-十分钟-2024-06-30.html" in name
    assert of_html(page.text) == of_slides(
        client.get("/export/deck.pptx?deck=ten&as_of=2024-06-30").content
    )


def test_the_routes_refuse_in_words(client, own_store):
    for id in ("zzz", "office-zzz", "<script>", "../x"):
        answer = client.get("/export/deck.html", params={"deck": id})
        assert answer.status_code == 404
        assert "whole" in answer.json()["error"]
    own_store.write_bytes(b"ruin" * 100)
    answer = client.get("/export/deck.pptx")
    assert answer.status_code == 503
    assert "数据库" in answer.json()["error"]


def test_the_command_writes_both(real_store, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GUIXIANG_ADDRESS", "http://board.local")
    out = tmp_path / "out"
    wanted = ["--deck", "office-营商办", "--as-of", "2024-06-30"]
    assert main(["deck", "--out", str(out), *wanted]) == 0
    page, show = sorted(out.iterdir())
    assert page.name == "早餐会演示-营商办-2024-06-30.html"
    assert of_html(page.read_text(encoding="utf-8")) == of_slides(show.read_bytes())
    assert str(page) in capsys.readouterr().out


@pytest.mark.parametrize("more", [["--deck", "zzz"], ["--as-of", "2999-01-01"], ["--as-of", "abc"]])
def test_the_command_refuses(more, real_store, tmp_path, capsys):
    assert main(["deck", "--out", str(tmp_path / "out"), *more]) == 1
    assert "没有改动" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
