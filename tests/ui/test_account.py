"""Who may report: the list, and whom an identity token names."""

from __future__ import annotations

import pytest

from lib.intake.editors import EditorsUnreadable, Rights, read_editors
from lib.ui.account import account_of

OFFICES = {"yingshang": "营商办", "fuwu": "服务办"}
LISTED = {
    "zhao@example.cn": Rights(offices=frozenset({"fuwu"})),
    "u-17": Rights(is_admin=True),
    "": Rights(is_admin=True),  # refused when read; must not count in any case
}


def test_offices_by_name_or_id_and_everything(tmp_path):
    path = tmp_path / "editors.toml"
    path.write_text(
        '[editors]\n" Zhao@Example.cn " = ["营商办", "fuwu"]\nu-17 = "全部"\nli = "服务办"\n',
        encoding="utf-8-sig",
    )
    found = read_editors(path, OFFICES)
    assert found["zhao@example.cn"].offices == {"yingshang", "fuwu"}
    assert found["u-17"].may("anything")
    assert "U-17" not in found
    assert not found["li"].may("yingshang")


@pytest.mark.parametrize(
    "raw",
    [
        b"[editors",
        b"editors = 3",
        b"[editors]\nzhao = 3",
        b"[editors]\nzhao = [3]",
        "[editors]\nzhao = ['没有这个办']".encode(),
        b"[editors]\nzhao = []\nzhao = []",
        '[editors]\n"Zhao@x.cn" = "全部"\n"zhao@x.cn" = ["营商办"]'.encode(),
        b"\xff\xfe[editors]",
        b"#" * 1_000_001,
        '[editors]\n"" = "全部"'.encode(),
        '[editors]\n" " = "全部"'.encode(),
    ],
)
def test_a_list_that_cannot_be_meant_is_no_list(raw, tmp_path):
    path = tmp_path / "editors.toml"
    path.write_bytes(raw)
    with pytest.raises(EditorsUnreadable) as error:
        read_editors(path, OFFICES)
    assert "editors.toml" in str(error.value) and "；请" in str(error.value)


def test_a_folder_is_no_list_and_a_missing_file_is_empty(tmp_path):
    with pytest.raises(EditorsUnreadable):
        read_editors(tmp_path, OFFICES)
    assert read_editors(tmp_path / "none.toml", OFFICES) == {}


@pytest.mark.parametrize(
    ("claims", "listed"),
    [
        ({"sub": "x", "email": "ZHAO@example.cn"}, True),
        ({"sub": "x", "email": "zhao@example.cn", "email_verified": True}, True),
        ({"sub": "x", "email": "zhao@example.cn", "email_verified": False}, False),
        ({"sub": "x", "email": "zhao@example.cn", "email_verified": "true"}, True),
        ({"sub": "x", "email": "zhao@example.cn", "email_verified": "false"}, False),
        ({"sub": "x", "email": "zhao@example.cn", "email_verified": 0}, False),
        ({"sub": "x", "email": "zhao@example.cn", "email_verified": None}, False),
        ({"email": "q@example.cn", "email_verified": False}, False),
        ({"sub": "u-17"}, True),
        ({"sub": "U-17"}, False),  # ids have a case
        ({"sub": "zhao@example.cn"}, False),  # some providers let people choose it
        ({"sub": "zhao@example.cn", "email": "sun@example.cn"}, False),
        ({"sub": "x", "email": "u-17"}, False),
        ({"sub": "", "email": ""}, False),
        ({}, False),
        ({"sub": ["u-17"], "email": {"a": 1}}, False),
    ],
)
def test_whom_a_token_names(claims, listed):
    assert (account_of(claims, LISTED) is not None) is listed


def test_a_hostile_name_is_cut_and_made_printable():
    name = "<script>\x00\u202e" + "长" * 5000
    found = account_of({"sub": "u-17", "name": name}, LISTED)
    assert found.label.startswith("<script>长")
    assert found.label.isprintable()
    assert len(found.label) < 200


def test_an_unverified_address_is_not_kept_as_the_reporter():
    claims = {"sub": "u-17", "email": "zhuren@example.cn", "email_verified": False}
    assert account_of(claims, LISTED).label == "u-17"
