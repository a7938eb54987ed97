"""Opens a workbook as the zip archive it is: whole, not encrypted, no macros, not a bomb."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from booklet.diag import Span
from booklet.l10n.exchange.rows import refuse
from booklet.l10n.exchange.safe_xml import parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BROKEN = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error)
_MOST_PARTS = 2_000
_LARGEST = 32 << 20
"""Bytes of the parts read, unpacked: 5,000 texts take 4 MB."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""ECMA-376, part 2, annex B: no other."""
_ENCRYPTED = 0x1
"""APPNOTE.TXT 6.3.10, 4.4.4: bit 0 of the general purpose flags."""


class Package:
    """The parts of an Office Open XML file (ECMA-376, part 2). Raises BookletError: exchange-broken, exchange-format,
    exchange-macros, exchange-password, exchange-size."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as problem:
            raise self._broken(problem) from None
        self._left = _LARGEST
        parts = self._zip.infolist()
        if len(parts) > _MOST_PARTS:
            raise self.too_large()
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise encrypted(file)
        if any(part.compress_type not in _METHODS for part in parts):
            raise self._broken("it is packed in an unusual way")
        self.names = {part.filename for part in parts}
        self._refuse_others()

    def read(self, name: str) -> Element:
        """A part as XML."""
        return parse_xml(self._read(name), f"{self.file}/{name}")[0]

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and name of the parts that a part ("" for the package) refers to, by id."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for element in self.read(path) if path in self.names else ():
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
                found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
        return found

    def _read(self, name: str) -> bytes:
        if name not in self.names:
            raise self._broken(f"it has no part '{name}'")
        try:
            with self._zip.open(name) as part:
                data = part.read(self._left + 1)
        except (*_BROKEN, zlib.error, EOFError, RuntimeError) as problem:
            raise self._broken(problem) from None
        self._left -= len(data)
        if self._left < 0:
            raise self.too_large()
        return data

    def _refuse_others(self) -> None:
        if "mimetype" in self.names:
            raise refuse(
                "exchange-format",
                f"'{self.file}' is an OpenDocument file",
                Span(self.file, 1, 1),
                "save it as Excel 2007-365 (.xlsx)",
            )
        if "[Content_Types].xml" not in self.names:
            raise refuse("exchange-format", f"'{self.file}' is an archive, but no workbook", Span(self.file, 1, 1),
                         "unpack it, and import the .xlsx, .csv or .xlf file in it")  # fmt: skip
        if "xl/workbook.bin" in self.names:
            raise refuse(
                "exchange-format",
                f"'{self.file}' is a binary workbook",
                Span(self.file, 1, 1),
                "save it as Excel workbook (.xlsx)",
            )
        types = self._read("[Content_Types].xml")
        if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in self.names):
            raise refuse("exchange-macros", f"'{self.file}' is a workbook with macros", Span(self.file, 1, 1),
                         "save it as Excel workbook (.xlsx) without macros; ask its sender why it has any")  # fmt: skip

    def _broken(self, problem: object) -> Exception:
        return refuse("exchange-broken", f"the workbook '{self.file}' cannot be opened: {problem}", Span(self.file, 1, 1),
                      "open it in a spreadsheet program and save it again, or send it again if it came by mail")  # fmt: skip

    def too_large(self) -> Exception:
        """The failure of a workbook that would fill the memory."""
        return refuse("exchange-size", f"the workbook '{self.file}' is too large once unpacked", Span(self.file, 1, 1),
                      "copy the texts to a new workbook, without pictures and without formatted empty rows")  # fmt: skip


def encrypted(file: str) -> Exception:
    """What to say of a file with a password."""
    return refuse(
        "exchange-password",
        f"'{file}' is protected with a password",
        Span(file, 1, 1),
        "save it without a password for opening",
    )
