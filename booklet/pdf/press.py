"""Makes a file for a print shop a PDF/X-4 file (ISO 15930-7), for the printing condition that the shop's profile describes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from booklet.model.press import Condition
from booklet.pdf.colour import srgb
from booklet.pdf.metadata import PROGRAM, Metadata
from booklet.pdf.xmp import press_packet

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import IndirectObject

HEADER = "%PDF-1.6"
"""PDF/X-4 is made of PDF 1.6."""

_IDENTIFIER = "Custom"
"""Of a condition that is told by its profile, not by its name in a registry (ISO 32000-1, 14.11.5)."""


def claim_x4(writer: PdfWriter, condition: Condition, meta: Metadata, identifier: bytes) -> None:
    """Say in a file that it is for this condition, and by which standard. Its pages must have a TrimBox, and its fonts be
    embedded, as ours are. `identifier`: the file's own, 16 bytes."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    profile = _stream(writer, condition.data, {"/N": NumberObject(condition.channels)})
    intent = DictionaryObject({
        NameObject("/Type"): NameObject("/OutputIntent"),
        NameObject("/S"): NameObject("/GTS_PDFX"),
        NameObject("/OutputConditionIdentifier"): TextStringObject(_IDENTIFIER),
        NameObject("/Info"): TextStringObject(condition.name),
        NameObject("/DestOutputProfile"): profile,
    })  # fmt: skip
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject((intent,))
    packet = press_packet(meta, identifier.hex()).encode()
    kinds = {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}
    writer.root_object[NameObject("/Metadata")] = _stream(writer, packet, kinds, packed=False)
    writer.add_metadata({"/Trapped": NameObject("/False"), "/Creator": PROGRAM})


def means_srgb(writer: PdfWriter, resources: Iterable[Any]) -> None:
    """Let red, green and blue in these resources be sRGB, whatever the press makes of it: they may not stand for a device
    (ISO 15930-7, 6.2.4.3)."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

    profile = _stream(writer, srgb(), {"/N": NumberObject(3)})
    space = writer._add_object(ArrayObject((NameObject("/ICCBased"), profile)))
    for one in resources:
        one[NameObject("/ColorSpace")] = DictionaryObject({NameObject("/DefaultRGB"): space})


def _stream(writer: PdfWriter, data: bytes, entries: dict[str, Any], packed: bool = True) -> IndirectObject:
    from pypdf.generic import NameObject, StreamObject

    stream = StreamObject()
    stream._data = data
    for name, value in entries.items():
        stream[NameObject(name)] = value
    return writer._add_object(cast("Any", stream).flate_encode() if packed else stream)
