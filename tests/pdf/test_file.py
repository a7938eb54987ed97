"""A file of objects, as pypdf reads it in strict mode, which follows the cross-reference table to the byte."""

from __future__ import annotations

import io

import pypdf
import pytest

from booklet.pdf.file import PdfFile
from booklet.pdf.objects import add, stream


def small(content: bytes, title: str = "T") -> bytes:
    objects = PdfFile()
    pages = objects.reserve()
    page = add(
        objects, f"<</Type/Page/Parent {pages}/MediaBox[0 0 9 9]/Resources<<>>/Contents {add(objects, stream(content))}>>"
    )
    objects.put(pages, f"<</Type/Pages/Count 1/Kids[{page}]>>")
    return objects.pack(add(objects, f"<</Type/Catalog/Pages {pages}>>"), add(objects, f"<</Title({title})>>"))


def test_every_object_is_where_the_table_says() -> None:
    data = small(b"0 0 9 9 re f", "caf\xe9")
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    assert reader.pages[0].get_contents().get_data() == b"0 0 9 9 re f"
    assert reader.metadata and reader.metadata.title == "caf\xe9"
    for number, place in reader.xref[0].items():
        assert data[place:].startswith(b"%d 0 obj\n" % number)


def test_the_identifier_follows_from_the_content() -> None:
    def identifier(data: bytes) -> list[str]:
        return [str(part) for part in pypdf.PdfReader(io.BytesIO(data)).trailer["/ID"]]

    assert identifier(small(b"f")) == identifier(small(b"f")) != identifier(small(b"n"))
    assert len(set(identifier(small(b"f")))) == 1


def test_a_reference_must_lead_somewhere() -> None:
    objects = PdfFile()
    with pytest.raises(ValueError, match="object 1 has no body"):
        objects.pack(objects.reserve(), "")
