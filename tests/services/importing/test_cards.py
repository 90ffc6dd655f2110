"""Contact cards as phones and programs write them."""

from __future__ import annotations

import quopri
from base64 import b64encode
from pathlib import Path

import pytest

from crm_desktop.services.importing.reading.opening import open_source
from crm_desktop.services.importing.reading.vcards import HEADERS


def cards(path: Path, data: bytes) -> list[dict[str, str]]:
    path.write_bytes(data)
    return [dict(zip(HEADERS, cells, strict=True)) for _, cells in open_source(path).read()]


def quoted(text: str, encoding: str) -> str:
    return quopri.encodestring(text.encode(encoding), quotetabs=True).decode().replace("\n", "\r\n")


@pytest.mark.parametrize(("named", "used"), [("GBK", "gbk"), ("UTF-8", "utf-8"), ("UTF-8", "gbk"), ("", "gbk")])
def test_cards_of_old_phones(tmp_path: Path, named: str, used: str) -> None:
    charset = f";CHARSET={named}" if named else ""
    note = "喜欢绿茶，每个月来两次，送货上门，周末不在家，请打座机" * 2
    text = (
        f"BEGIN:VCARD\r\nVERSION:2.1\r\nN{charset};ENCODING=QUOTED-PRINTABLE:{quoted('欧阳', used)};"
        f"{quoted('小红', used)};;;\r\nTEL;CELL;PREF:138 1234 5678\r\nTEL;WORK:010-54340612-8\r\n"
        f"NOTE{charset};ENCODING=QUOTED-PRINTABLE:{quoted(note, used)}\r\nEND:VCARD\r\n"
    )
    (card,) = cards(tmp_path / "a.vcf", text.encode("ascii"))
    assert card["name"] == "欧阳小红"
    assert card["phone"] == "138 1234 5678;010-54340612-8"
    assert card["notes"] == note


def test_cards_in_plain_gbk(tmp_path: Path) -> None:
    text = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{given};;;\r\nFN:{family}{given}\r\nORG:红花文具店\r\nEND:VCARD\r\n"
        for family, given in (("张", "伟"), ("单", "娜"), ("陈", "建国"))
    )
    assert [card["name"] for card in cards(tmp_path / "a.vcf", text.encode("gbk"))] == ["张伟", "单娜", "陈建国"]


def test_a_card_of_an_iphone(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Müller;Ana;Maria;;\nFN:Ana Maria Müller\n"
        "item1.TEL;type=CELL;type=VOICE;type=pref:+1 (415) 555-3233\nitem2.EMAIL;type=INTERNET:ana@example.com\n"
        "item3.X-ABLabel:_$!<HomePage>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-05-03\n"
        "ADR;type=HOME:;;12 Main St.;Springfield;IL;62701;USA\n"
        "X-SOCIALPROFILE;type=wechat:x-apple:ana_wx\nCATEGORIES:Friends,VIP\n"
        f"PHOTO;ENCODING=b;TYPE=JPEG:{b64encode(bytes(300)).decode()}\n /9j/4AAQ\nEND:VCARD\n"
    )
    (card,) = cards(tmp_path / "a.vcf", text.encode())
    assert card["birthday"] == "--05-03"
    assert card["wechat"] == "ana_wx"
    assert card["tags"] == "Friends;VIP"
    assert card["address"] == "12 Main St., 62701, Springfield, IL, USA"


def test_version_4_and_a_card_without_a_name(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:李娜\r\nTEL;VALUE=uri:tel:+86-138-1234-5678\r\nBDAY:--0815\r\nGENDER:F\r\n"
        "IMPP:wechat:lina\r\nADR:;;中山北路202号;杭州市;浙江省;;中国\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nN:;;;;\r\nORG:红花文具店\r\nTEL:0571-87654321\r\nEND:VCARD\r\n"
    )
    first, second = cards(tmp_path / "a.vcf", text.encode())
    assert (first["phone"], first["birthday"], first["gender"]) == ("+86-138-1234-5678", "--08-15", "F")
    assert (first["wechat"], first["address"]) == ("lina", "中国浙江省杭州市中山北路202号")
    assert second["name"] == "红花文具店"


def test_a_large_picture_takes_no_time(tmp_path: Path) -> None:
    lines = "\n ".join("A" * 74 for _ in range(60_000))
    text = f"BEGIN:VCARD\nVERSION:3.0\nFN:张伟\nPHOTO;ENCODING=b:{lines}\nEND:VCARD\n"
    import time

    before = time.process_time()
    (card,) = cards(tmp_path / "a.vcf", text.encode())
    assert card["name"] == "张伟"
    assert time.process_time() - before < 3
