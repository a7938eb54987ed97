"""Tells by its content what came back, whatever the name of the file says, and reads its rows."""

from __future__ import annotations

import codecs

from booklet.diag import Span
from booklet.l10n.exchange.rows import Returned, refuse

LARGEST = 20 << 20
"""Bytes of a file: 5,000 texts take 1 to 4 MB."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""MS-CFB, 2.2: workbooks of before 2007, and new ones inside an encryption (MS-OFFCRYPTO, 2.3.4.4)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = tuple(bom + "<".encode(encoding) for bom, encoding in (
    (b"", "ascii"), (codecs.BOM_UTF8, "ascii"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
))  # fmt: skip


def read_rows(data: bytes, file: str, tag: str) -> list[Returned]:
    """The rows of a workbook, a table or an XLIFF file of the language `tag`.

    Raises BookletError if it is none, or cannot be trusted as a whole: exchange-broken, exchange-columns, exchange-encoding,
    exchange-format, exchange-language, exchange-macros, exchange-password, exchange-size, exchange-unsafe."""
    check_size(len(data), file)
    if data.startswith(_ZIP):
        from booklet.l10n.exchange.xlsx import read_xlsx

        return read_xlsx(data, file)
    if data.startswith(_COMPOUND):
        raise _compound(data, file)
    if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<") or data.startswith(_MARKUP):
        from booklet.l10n.exchange.xliff import read_xliff

        return read_xliff(data, file, tag)
    if not data.strip():
        raise refuse("exchange-format", f"'{file}' is empty", Span(file, 1, 1), "ask for it again")
    from booklet.l10n.exchange.delimited import read_csv

    return read_csv(data, file)


def check_size(size: int, file: str) -> None:
    """Refuse what is too large to be texts, before it is read: exchange-size."""
    if size > LARGEST:
        raise refuse("exchange-size", f"'{file}' has {size >> 20} MB, more than the {LARGEST >> 20} MB that are read", Span(file, 1, 1),
                     "export and import one domain at a time; take pictures out")  # fmt: skip


def _compound(data: bytes, file: str) -> Exception:
    if _ENCRYPTED in data:
        from booklet.l10n.exchange.xlsx_parts import encrypted

        return encrypted(file)
    return refuse(
        "exchange-format",
        f"'{file}' is a workbook of the time before 2007",
        Span(file, 1, 1),
        "save it as Excel workbook (.xlsx)",
    )
