"""Search finds what people type: numbers as printed, people, quotes, #29, synonyms."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lib.rows.cache import begin_run
from lib.rows.search import KINDS, plain, search
from lib.screens import search as search_screen
from lib.screens.view import View
from tests.totals import INDICATORS

DAY = "2026-11-22"


def found(words: str, day: str = DAY) -> list[tuple[str, str]]:
    begin_run()
    return [(row["kind"], row["name"]) for row in search(words, search_screen.entries(day))]


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("500多家", ("文件里的数", "创新企业")),
        ("1000家", ("指标", "高成长性科技企业")),
        ("千家", ("指标", "高成长性科技企业")),
        (f"{INDICATORS}项", ("页面", "指标进展")),
        ("20余次", ("指标", "创新沙龙")),
        ("6100余家", ("文件里的数", "数字经济企业")),
        ("310亿", ("文件里的数", "数字经济企业综合税收")),
        ("55%", ("文件里的数", "数字经济占全区税收比重")),
        ("张伟", ("大事记", "区长调研威士顿，对硅巷建设提出要求")),
        ("张伟", ("存疑的读法", "张伟与张蔚")),
        ("张蔚", ("存疑的读法", "张伟与张蔚")),
        ("张蔚", ("分管领导", "张蔚")),
        ("庄海燕", ("项目", "街道31 定西路、安化路、宣化路宣传栏更新")),
        ("新的要求", ("大事记", "区长调研威士顿，对硅巷建设提出要求")),  # a quote's words
        ("9月27日", ("大事记", "区政府第55次常务会议讨论通过三年行动方案")),
        ("审议通过", ("大事记", "区政府第55次常务会议讨论通过三年行动方案")),
        ("长科委", ("文件", "对长宁区政协第十五届四次会议第100号提案的答复")),
        ("老人", ("项目", "街道19 长者智慧课堂")),
        ("上硅所", ("机构", "硅酸盐所")),
        ("质科院", ("机构", "质量科学研究院")),
        ("保障", ("工作机制", "扩大宣传力度,提升社会影响")),
        ("四至", ("出入", "街区四至怎么说")),
        ("區三年", None),
    ],
)
def test_what_people_type(words, hit, real_store):
    assert hit in found(words) if hit else found(words) == []


@pytest.mark.parametrize(
    ("words", "ids"), [("#29", ["s29"]), ("街道29", ["s29"]), ("区4", ["d04"])]
)
def test_the_number_of_a_project(words, ids, real_store):
    begin_run()
    hits = search(words, search_screen.entries(DAY))
    assert [row["id"] for row in hits if row["kind"] == "项目"] == ids


def test_groups_come_in_a_fixed_order_and_rows_as_in_the_lists(real_store):
    hits = found("硅巷")
    kinds = [kind for kind, _ in hits]
    assert kinds == sorted(kinds, key=KINDS.index)
    names = [name for kind, name in hits if kind == "项目"]
    numbers = [
        (name[0] != "街", int("".join(filter(str.isdigit, name.split()[0])))) for name in names
    ]
    assert numbers == sorted(numbers)


def test_the_hit_is_marked_and_a_quote_is_shown_around_it(real_store):
    begin_run()
    page = search_screen.results(View("/search", DAY, params=(("q", ("新的要求",)),)))
    assert "<mark>新的要求</mark>" in page
    assert '<h2>大事记 <span class="small soft">1</span></h2>' in page


def test_markup_in_the_words_stays_words(real_store):
    begin_run()
    page = search_screen.results(View("/search", DAY, params=(("q", ("<b>&",)),)))
    assert "<b>&" not in page and "&lt;b&gt;&amp;" in page


def test_no_result_says_what_to_try(real_store):
    begin_run()
    page = search_screen.results(View("/search", DAY, params=(("q", ("找不到的词",)),)))
    for words in ("没有找到", "#29", "500多家", "文件里的数", "出入"):
        assert words in page


def test_nothing_of_a_later_document_is_found_before_it(real_store):
    assert found("新微模式", "2023-07-01") == []
    assert found("千家", "2023-07-01") == []
    assert {kind for kind, _ in found("硅巷NO.1", "2023-07-01")} >= {"项目", "机构", "点位"}


def test_a_hit_has_the_word_in_one_text_not_across_two(real_store):
    begin_run()
    rows = search_screen.entries(DAY)
    tried = 0
    for row in rows:
        for one, other in pairwise((row["name"], row["detail"], *row["quotes"])):
            across = plain(one)[-3:] + plain(other)[:3]
            texts = [row["name"], row["detail"], *row["quotes"], *row["words"].split("\n")]
            if len(across) < 6 or any(across in plain(text) for text in texts):
                continue
            tried += 1
            assert row["id"] not in {
                each["id"] for each in search(across, rows) if each["table"] == row["table"]
            }, across
        if tried > 200:
            break
    assert tried > 200
