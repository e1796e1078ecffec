"""Tables behind the charts: whole, in their columns on every day, absence said in words."""

from __future__ import annotations

import pytest

from lib import clock, text
from lib.exports import sheets
from lib.rows import excerpts, gaps, indicators, milestones
from tests import frames
from tests.ledger import add_batch, add_value

TODAY = clock.today().isoformat()
MAKERS = {
    "targets": lambda day: sheets.targets_sheet(indicators.indicators(day)),
    "ties": lambda day: sheets.ties_sheet(gaps.matrix(day)),
    "milestones": lambda day: sheets.milestones_sheet(milestones.milestones(day)),
    "years": lambda day: sheets.years_sheet(milestones.years(day)),
    "observations": lambda day: sheets.observations_sheet(indicators.observations(day)),
    "excerpts": lambda day: sheets.excerpts_sheet(excerpts.excerpts(day), "摘句"),
}


def rows_of(sheet: sheets.Sheet) -> list[dict]:
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


@pytest.mark.parametrize("name", MAKERS)
def test_before_anything_was_known_a_table_is_its_head(name, real_store):
    made = MAKERS[name]("1900-01-01")
    assert list(made.rows) == [] and made.title and len(set(made.columns)) == len(made.columns)


@pytest.mark.parametrize("day", ["2023-07-01", "2024-06-30", TODAY])
@pytest.mark.parametrize("name", MAKERS)
def test_every_row_fills_its_columns_and_has_its_quote(name, day, real_store):
    made = MAKERS[name](day)
    for row in rows_of(made):
        assert all(value is not None for value in row.values()), row
        assert row.get("摘句") != "" or row["文件"] == ""  # a row without a tie has no document


def test_a_target_without_values_says_so(real_store):
    found = rows_of(MAKERS["targets"](TODAY))
    assert {row["口径一致的数"] for row in found} == {text.UNREPORTED}
    near = [row["相近的数（不计入）"] for row in found]
    assert sheets.NONE in near and any("（不计入：" in words for words in near)
    assert all(row["指标"] and row["目标"] and "，" in row["读法"] for row in found)


def test_a_number_reported_counts_only_with_the_plans_definition(own_store):
    add_batch(own_store)
    add_value(own_store, "base", 0)
    add_value(own_store, "salon", 7, confirmed=0)
    targets = {row["id"]: row for row in indicators.indicators("2024-01-10")}
    by_name = {row["指标"]: row for row in rows_of(sheets.targets_sheet(list(targets.values())))}
    base, salon = by_name[targets["base"]["name"]], by_name[targets["salon"]["name"]]
    assert "（2024-01-09，" in base["口径一致的数"]
    assert salon["口径一致的数"] == text.UNREPORTED and "7" in salon["相近的数（不计入）"]
    (row,) = [each for each in rows_of(sheets.course_sheet(targets["base"]))
              if each["归类"] == text.MATCH["exact"]]  # fmt: skip
    assert (row["时间"], row["精度"], row["数值"]) == ("2024-01-09", "到日", 0)
    assert row["位置"] == row["摘句"] == ""  # no document: an office says so


def test_a_course_is_in_order_of_time_with_the_documents_precision(real_store):
    seen = set()
    for target in indicators.indicators(TODAY):
        made = sheets.course_sheet(target)
        days = [row["时间"] for row in rows_of(made)]
        assert made.title == target["name"] and days == sorted(days)
        for row in rows_of(made):
            seen.add((len(row["时间"]), row["精度"]))
        assert made.notes[0][0] == "目标" and target["due_on"] in made.notes[0][1]
    assert seen and seen <= {(4, "到年"), (7, "到月"), (10, "到日")}


def test_ties_and_those_without_one_are_all_there(real_store):
    found = rows_of(MAKERS["ties"](TODAY))
    ties = frames.read(
        real_store,
        "select i.name as target, p.name as project from indicator_project t "
        "join indicator i on i.id = t.indicator_id join project p on p.id = t.project_id",
    )
    tied = [(row["指标"], row["事项"]) for row in found if row["依据的性质"]]
    assert sorted(tied) == sorted(ties.itertuples(index=False, name=None))
    for table, column in (("indicator", "指标"), ("project", "事项")):
        names = set(frames.read(real_store, f"select name from {table}")["name"])
        listed = [row[column] for row in found]
        assert names <= set(listed)
    alone = [row for row in found if not row["依据的性质"]]
    assert alone and all(row["依据"] and row["摘句"] == "" for row in alone)


def test_milestones_are_told_as_precisely_as_the_documents(real_store):
    found = rows_of(MAKERS["milestones"](TODAY))
    stored = frames.read(real_store, "select title, on_date, date_precision from milestone")
    assert sorted((row["事件"], row["日期"], row["精度"]) for row in found) == sorted(
        (title, day, sheets.PRECISION[precise])
        for title, day, precise in stored.itertuples(index=False)
    )
    assert [row["日期"][:4] for row in found] == sorted(row["日期"][:4] for row in found)


def test_a_year_is_a_number_and_its_absence_a_word(real_store):
    found = rows_of(MAKERS["years"](TODAY))
    assert found and all(isinstance(row["年份"], int) for row in found)
    assert all(row["相近的数（不计入）"] for row in found)
