"""What every workbook of ours is packed in (ECMA-376, parts 1 and 2): shared texts, relationships, an archive without dates."""

from __future__ import annotations

import io
import re
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip archive can hold."""
_LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Strings:
    """The texts of all cells, each once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._used = 0

    def cell(self, place: str, text: str, style: int) -> str:
        """A cell, such as A1, in the style with that number."""
        if not text:
            return f'<c r="{place}" s="{style}"/>'
        self._used += 1
        number = self._places.setdefault(text, len(self._places))
        return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'

    def part(self) -> str:
        """The part of the workbook that holds them."""
        items = "".join(f"<si><t{_space(text)}>{escaped(text)}</t></si>" for text in self._places)
        return f'<sst {MAIN} count="{self._used}" uniqueCount="{len(self._places)}">{items}</sst>'


def _space(text: str) -> str:
    return "" if text == " ".join(text.split()) else ' xml:space="preserve"'


def escaped(text: str) -> str:
    """As 22.9.2.19 (ST_Xstring) asks: what looks like a character by number is none."""
    return _LITERAL.sub("_x005F_", text).translate(_MARKUP)


def workbook(sheets: dict[str, str], styles: str, strings: Strings, names: str = "") -> bytes:
    """The file of some sheets (name to XML), whose texts are in `strings`. `names`: its definedNames, as XML."""
    entries = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    numbered = {f"worksheets/sheet{n}": text for n, text in enumerate(sheets.values(), 1)}
    parts = {
        "[Content_Types].xml": _content_types(tuple(numbered)),
        "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{REL}"><bookViews><workbookView/></bookViews><sheets>{entries}</sheets>{names}</workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(
            *(("worksheet", f"{name}.xml") for name in numbered), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        **{f"xl/{name}.xml": text for name, text in numbered.items()},
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": strings.part(),
    }  # fmt: skip
    return zipped({name: (_DECLARATION + text).encode() for name, text in parts.items()})


def _content_types(sheets: tuple[str, ...]) -> str:
    parts = {"workbook": "sheet.main", **dict.fromkeys(sheets, "worksheet"), "styles": "styles", "sharedStrings": "sharedStrings"}
    overrides = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>{rels}{overrides}</Types>'


def _relationships(*targets: tuple[str, str]) -> str:
    items = "".join(f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive without dates and without a trace of the system it was made on."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, data)
    return out.getvalue()
