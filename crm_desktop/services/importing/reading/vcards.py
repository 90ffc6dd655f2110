"""Contact cards (vCard 2.1 to 4.0) as phones, mail programs and WeChat save them, as a table."""

from __future__ import annotations

import quopri
import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing.model import SheetInfo
from crm_desktop.services.importing.reading import encodings
from crm_desktop.services.importing.reading.failure import FileRefused
from crm_desktop.services.importing.reading.source import Row, Source

HEADERS = ("name", "phone", "email", "company", "birthday", "address", "wechat", "tags", "notes", "gender")
_PROPERTY = re.compile(r"(?:[\w-]+\.)?([\w-]+)((?:;[^:]*?)?):(.*)", re.DOTALL)
_LINES = re.compile(r"\r\n|\r|\n")
_READ = frozenset({"FN", "N", "TEL", "EMAIL", "ORG", "ADR", "BDAY", "CATEGORIES", "NOTE", "GENDER", "IMPP", "NICKNAME"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ESCAPE = re.compile(r"\\([,;:\\nN])")


def open_cards(path: Path, encoding: str | None = None) -> Source:
    """A row a card, the fields' names as headers; raises :class:`FileRefused`."""
    name = encodings.resolve(encoding) if encoding else encodings.detect(path).name
    text = path.read_bytes().decode(name, "replace")
    if "BEGIN:VCARD" not in text.upper():
        raise FileRefused("bad_file", N_("import", "There is no contact card in this file."))
    cards = [_card(lines) for lines in _cards(text)]

    def read() -> Iterator[Row]:
        return enumerate(cards, start=1)

    sheet = SheetInfo(path.stem, len(cards), len(HEADERS))
    return Source("vcf", read, (sheet,), path.stem, name, total=len(cards), headers=HEADERS)


def _cards(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    inside = False
    for line in _unfolded(text):
        mark = line.strip().upper()
        if mark == "BEGIN:VCARD":
            lines, inside = [], True
        elif mark == "END:VCARD" and inside:
            inside = False
            yield lines
        elif inside:
            lines.append(line)


def _unfolded(text: str) -> Iterator[str]:
    """Lines joined that were folded, by a space (3.0) or by ``=`` at the end of quoted-printable text (2.1)."""
    parts: list[str] = []
    quoted = False
    for line in _LINES.split(text):
        if parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
        elif quoted and parts[-1].endswith("="):
            parts.append("\n" + line)
        else:
            if parts:
                yield "".join(parts)
            parts = [line] if line else []
            quoted = "QUOTED-PRINTABLE" in line.partition(":")[0].upper()
    if parts:
        yield "".join(parts)


def _card(lines: list[str]) -> list[str]:
    found: dict[str, list[str]] = {}
    structured = ""
    for line in lines:
        match = _PROPERTY.match(line)
        if not match:
            continue
        name, params, value = match[1].upper(), match[2].upper(), match[3]
        if name not in _READ and not name.startswith("X-"):
            continue
        value = _decoded(params, value)
        if name == "FN":
            found.setdefault("name", []).append(_unescaped(value))
        elif name == "N":
            structured = _structured_name(value)
        elif name in ("TEL", "EMAIL"):
            number = re.sub(r"^(?:tel|mailto):", "", _unescaped(value).strip(), flags=re.IGNORECASE)
            found.setdefault("phone" if name == "TEL" else "email", []).append(number)
        elif name == "ORG":
            found.setdefault("company", []).append(" ".join(part for part in _parts(value) if part))
        elif name == "ADR":
            found.setdefault("address", []).append(_address(value))
        elif name == "BDAY":
            found.setdefault("birthday", []).append(_birthday(value, params))
        elif _is_wechat(name, params, value):
            found.setdefault("wechat", []).append(_unescaped(value).rpartition(":")[2])
        elif name == "NICKNAME":
            found.setdefault("nickname", []).append(_unescaped(value))
        elif name == "CATEGORIES":
            found.setdefault("tags", []).append(";".join(_unescaped(part) for part in re.split(r"(?<!\\),", value)))
        elif name == "NOTE":
            found.setdefault("notes", []).append(_unescaped(value))
        elif name == "GENDER":
            found.setdefault("gender", []).append(value.partition(";")[0])
    if not any(found.get("name", ())):
        found["name"] = [structured] if structured else found.get("nickname") or found.get("company", [])
    return [_joined(header, found.get(header, [])) for header in HEADERS]


def _is_wechat(name: str, params: str, value: str) -> bool:
    if name in ("X-WECHAT", "X-WEIXIN"):
        return True
    service = name in ("IMPP", "X-SOCIALPROFILE", "X-MSN", "X-JABBER", "X-SERVICE")
    return service and ("WECHAT" in params or "WEIXIN" in params or value.lower().startswith(("wechat:", "weixin:")))


def _joined(header: str, values: list[str]) -> str:
    values = list(dict.fromkeys(value.strip() for value in values if value.strip()))
    if header in ("phone", "email", "tags"):
        return ";".join(values)
    return "\n".join(values) if header == "notes" else (values[0] if values else "")


def _decoded(params: str, value: str) -> str:
    charset = re.search(r"CHARSET=\"?([\w-]+)", params)
    codec = encodings.NAMES.get(charset[1].lower(), "utf-8") if charset else ""
    if "QUOTED-PRINTABLE" in params:
        return _text(quopri.decodestring(value.replace("=\n", "").encode("utf-8", "replace")), codec)
    if re.search(r"ENCODING=(B|BASE64)\b", params):
        try:
            return _text(b64decode(value), codec)
        except ValueError:
            return ""
    return value


def _text(raw: bytes, codec: str) -> str:
    """Bytes in the encoding that the card names; old phones name none, or the wrong one, for GBK."""
    for name in (codec, "utf-8", "gb18030"):
        if name:
            try:
                return raw.decode(name)
            except UnicodeDecodeError:
                continue
    return raw.decode("gb18030", "replace")


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def _parts(value: str) -> list[str]:
    return [_unescaped(part).strip() for part in re.split(r"(?<!\\);", value)]


def _structured_name(value: str) -> str:
    family, given, middle, *_ = [*_parts(value), "", "", ""]
    if _CHINESE.search(family + given):
        return family + middle + given
    return " ".join(part for part in (given, middle, family) if part)


def _address(value: str) -> str:
    box, extended, street, city, region, code, country = [*_parts(value), *[""] * 7][:7]
    if _CHINESE.search(value):
        return country + region + city + street + extended + box
    return ", ".join(part for part in (street, extended, box, code, city, region, country) if part)


def _birthday(value: str, params: str) -> str:
    """A day as the import reads it; Apple writes 1604 where the year is not known."""
    value = value.strip().partition("T")[0]
    if "OMIT-YEAR" in params or value.startswith("1604"):
        digits = value.replace("-", "")
        value = f"--{digits[4:8]}" if len(digits) == 8 else value
    if re.fullmatch(r"--\d{4}", value):
        return f"--{value[2:4]}-{value[4:6]}"
    return value
