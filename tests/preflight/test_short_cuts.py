"""What preflight reads in a shorter way is what pypdf reads in its own, and what dots say one by one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from booklet.diag import Sink
from booklet.preflight.plain import note_plain
from booklet.preflight.raster import PALE, Raster
from booklet.preflight.reading import opened, squeezed


def told(value: Any) -> object:
    """An object by types and values, references unfollowed."""
    if isinstance(value, IndirectObject):
        return "reference", value.idnum, value.generation
    if isinstance(value, DictionaryObject):
        return type(value), [(key, told(value.raw_get(key))) for key in value], getattr(value, "get_data", bytes)()
    if isinstance(value, ArrayObject):
        return type(value), [told(one) for one in list.__iter__(value)]
    return type(value), value, getattr(value, "original_bytes", None)


def objects(data: bytes, short: bool) -> tuple[int, list[object]]:
    """How many objects were read the short way, and all of them."""
    reader = PdfReader(BytesIO(data))
    if short:
        note_plain(data, reader)
    count = len(reader.resolved_objects)
    return count, [told(reader.get_object(number)) for number in sorted(reader.xref[0])]


@pytest.mark.parametrize("lang", ["th", "ar", "zh-Hans"])
def test_plain_objects_are_what_pypdf_makes_of_them(lang: str, shipped) -> None:
    for data in (shipped(lang).screen, shipped(lang).office):
        count, short = objects(data, short=True)
        assert short == objects(data, short=False)[1]
        assert count > (900 if data is shipped(lang).screen else 20)


@pytest.mark.parametrize(
    ("body", "is_plain"),
    [
        (b"<</A 1/B -2.5/C[/D(x)<FEFF0041>]/E 7 0 R>>", True),
        (rb"<</A(a\(b\)\101\n)>>", True),
        (b"[1 2 R 3 0 R]", True),
        (b"<</A(b(c)d)>>", False),
        (b"<</A true>>", False),
        (b"<</A 1 % a remark\n/B 2>>", False),
        (b"<</A#20B 1>>", False),
        (b"<</A 1/A 2>>", False),
        (b"<</A(endobj)>>", False),
        (b"<</Length 3>>\nstream\nabc\nendstream", False),
        (b"(words)", False),
    ],
)
def test_objects_that_want_care_are_left_to_pypdf(body: bytes, is_plain: bool) -> None:
    data = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    place = len(data)
    data += b"2 0 obj\n%b\nendobj\n" % body
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % (9, place)
    data += b"%btrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(data))
    reader = PdfReader(BytesIO(data))
    note_plain(data, reader)
    assert ((0, 2) in reader.resolved_objects) == is_plain
    assert objects(data, short=True)[1] == objects(data, short=False)[1]


@pytest.mark.parametrize("lang", ["vi", "ar"])
def test_pages_say_what_pypdf_reads_in_them(lang: str, shipped) -> None:
    data = shipped(lang).screen
    with opened(data, "file", Sink()) as file:
        assert file
        for texts, page in zip(file.pages[:12], PdfReader(BytesIO(data)).pages, strict=False):
            assert squeezed(texts.pypdf) == squeezed(page.extract_text())
            assert texts.pypdf.strip()


def test_dots_are_counted_as_one_by_one() -> None:
    width, height, stride = 700, 40, 704
    grey = bytes((x * y * 7 + x) % 256 if 20 < x < 600 and 5 < y < 30 else 255 for y in range(height) for x in range(stride))
    raster = Raster(72, width, height, stride, grey)
    dots = [grey[y * stride + x] for y in range(height) for x in range(width)]
    assert raster.covered == round(sum(255 - dot for dot in dots) / (255 * len(dots)), 4)
    for area in ((0, 0, 700, 4), (0, 0, 19, 40), (0, 0, 22, 40), (0, 28, 700, 40), (601, 0, 700, 40)):
        left, top, right, bottom = raster.pixels(area)
        assert raster.has_ink(area) == any(grey[y * stride + x] < PALE for y in range(top, bottom) for x in range(left, right))
