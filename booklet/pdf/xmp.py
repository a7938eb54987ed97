"""The metadata stream: what a file says about itself, and by which standards (ISO 16684-1; ISO 32000-1, 14.3.2)."""

from __future__ import annotations

from collections.abc import Mapping

from booklet.pdf.metadata import PROGRAM, Metadata
from booklet.pdf.objects import Objects, add

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_PRESS_SPACES = {"xmpMM": "http://ns.adobe.com/xap/1.0/mm/", "pdfxid": "http://www.npes.org/pdfx/ns/id/"}

_CLAIMS = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
"""PDF/A-2u (ISO 19005-2, 6.6.4) and PDF/UA-1 (ISO 14289-1, 5)."""

_EXTENSION = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification'
    f"</pdfaSchema:schema><pdfaSchema:namespaceURI>{_SPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
"""PDF/A wants a description of every property it does not know itself, and it does not know PDF/UA's (ISO 19005-2, 6.6.2.3)."""


def write_metadata(objects: Objects, meta: Metadata) -> str:
    """Store the metadata stream of a file that claims PDF/A-2u and PDF/UA-1; its reference. Not packed, so that programs
    that know nothing of PDF find it."""
    packet = _packet(meta, _CLAIMS + _EXTENSION, _SPACES).encode()
    head = f"<</Type/Metadata/Subtype/XML/Length {len(packet)}>>\nstream\n".encode()
    return add(objects, head + packet + b"\nendstream")


def press_packet(meta: Metadata, identifier: str) -> str:
    """The metadata of a PDF/X-4 file (ISO 15930-7, 6.7). `identifier`: of the file, 32 hexadecimal digits. Without a day, which
    the standard asks for, dates are left out."""
    digits = (identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20], identifier[20:])
    day = f"<xmp:MetadataDate>{_moment(meta)}</xmp:MetadataDate>" if meta.date else ""
    return _packet(
        meta,
        f"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>{day}"
        f"<xmpMM:DocumentID>uuid:{'-'.join(digits)}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>"
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        {name: _SPACES[name] for name in ("dc", "xmp", "pdf")} | _PRESS_SPACES,
    )


def _moment(meta: Metadata) -> str:
    return f"{meta.date:%Y-%m-%d}T00:00:00Z"


def _packet(meta: Metadata, claims: str, names: Mapping[str, str]) -> str:
    spaces = "".join([f' xmlns:{name}="{uri}"' for name, uri in names.items()])
    day = _moment(meta) if meta.date else ""
    dates = f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>" if day else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{meta.title.translate(_MARKUP)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{meta.lang}</rdf:li></rdf:Bag></dc:language><dc:format>application/pdf</dc:format>"
        f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>{dates}{claims}"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
