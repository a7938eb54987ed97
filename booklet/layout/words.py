"""Lay out what is read: paragraphs, phone numbers, page numbers."""

from __future__ import annotations

from booklet.compose.block import Number, PageNumber, Paragraph
from booklet.l10n.localised import AtomKind, Localised, State
from booklet.layout.frame import Stroke, Tag, TextItem
from booklet.layout.laid import Laid, LinkSpot
from booklet.layout.setting import Setting, subject
from booklet.model.fiction import is_example
from booklet.text.run import Line
from booklet.units import MM

_LATIN = "en"
"""Digits are always Western and set in the Latin face (docs/typography.md)."""


def lines_to_laid(lines: tuple[Line, ...], text: Localised, style: str, width: float, align: str, setting: Setting, tag: Tag | None) -> Laid:
    """Lines of one paragraph, each centred by cap height in its leading."""
    size, pitch = setting.size(style, text.lang), setting.leading(style, text.lang)
    below = pitch / 2 + setting.middle(text.lang) * size
    end = (align == "end") != (setting.rtl and align != "centre")
    kids: list[tuple[float, float, TextItem]] = []
    for n, line in enumerate(lines):
        slack = width - line.width * size
        x = slack / 2 if align == "centre" else slack if end else 0.0
        kids.append((x, n * pitch + below, TextItem(0, 0, line, size, tag)))
    extent = max((line.width for line in lines), default=0.0) * size
    return Laid(width, len(lines) * pitch, extent, tuple(kids))


def paragraph_tag(block: Paragraph, setting: Setting, parent: Tag | None) -> Tag | None:
    if parent is None or block.role is None:
        return None
    lang = block.text.lang if block.text.lang != setting.lang else None
    return Tag("Span" if parent.role == "Link" else block.role, lang, None, block.text.message, parent)


def paragraph(block: Paragraph, width: float, setting: Setting, parent: Tag | None) -> Laid:
    """A paragraph; one with a web or mail address can be tapped. Diagnostics: too-wide, word-split."""
    text = marked(block.text)
    lines = setting.lines(text, block.style, width)
    tag = paragraph_tag(block, setting, parent)
    uri = _address(text) if tag else None
    if uri:
        tag = Tag("Link", None, None, None, tag)
    laid = lines_to_laid(lines, text, block.style, width, block.align, setting, tag)
    if uri and tag:
        laid = Laid(width, laid.height, laid.extent, (*laid.kids, (0.0, 0.0, LinkSpot(width, laid.height, tag, uri))))
    setting.report_too_wide(_called(block), laid.extent - width, text)
    if any(line.cut for line in lines):
        setting.sink.warn("word-split", f"a word of '{_called(block)}' in '{setting.lang}' is wider than its column", None, "use shorter words", about=subject(text))
    return laid


def _address(text: Localised) -> str | None:
    """Where a tap on a text with one address leads; nowhere from a sample. What prints lacks the scheme."""
    found = [text.text[a.start : a.end] for a in text.atoms if a.kind is AtomKind.URL]
    if len(found) != 1 or is_example(found[0]):
        return None
    (address,) = found
    return f"mailto:{address}" if "@" in address else address if "://" in address else f"https://{address}"


def marked(text: Localised) -> Localised:
    """Fallback text says which language it is in."""
    if text.state is not State.FALLBACK:
        return text
    return Localised(f"{text.text} [{text.lang}]", text.lang, text.direction, text.state, text.message, text.atoms)


def number(block: Number, width: float, setting: Setting, parent: Tag | None) -> Laid:
    """A phone number in the largest digits that fit, to be tapped if it may be. Diagnostics: too-wide."""
    face = setting.fonts.faces(_LATIN, "bold")[0]
    line = setting.number(block.text.text)
    heights = setting.template.heights(block.digits)
    height = next((h for h in heights if line.width * h * MM / face.digit_height <= width + 0.01), heights[-1]) * MM
    size = height / face.digit_height
    extent = line.width * size
    setting.report_too_wide(block.text.text, extent - width)
    tag = Tag("P", None, None, block.text.message, parent) if parent else None
    if block.uri and tag:
        tag = Tag("Link", None, None, None, tag)
    x = width - extent if (block.align == "end") != (setting.rtl) else 0.0
    kids: list[tuple[float, float, TextItem | Stroke | LinkSpot]] = [(x, height, TextItem(0, 0, line, size, tag))]
    total = height
    if not block.checked:
        total += min(setting.mm("underline-gap"), height / 6)
        dash = (setting.mm("underline-on"), setting.mm("underline-off"))
        kids.append((x, total, Stroke(0, 0, extent, 0, setting.mm("underline"), dash)))
    if block.uri and tag:
        kids.append((x, 0, LinkSpot(extent, total, tag, block.uri)))
    return Laid(width, total, extent, tuple(kids))


def page_number(block: PageNumber, width: float, setting: Setting, parent: Tag | None) -> Laid:
    """The number of a page, which leads there unless what it stands in does. Diagnostics: no-page."""
    setting.asked.add(block.target)
    page = setting.page_of.get(block.target)
    if page is None and setting.page_of:
        setting.sink.error("no-page", f"the contents name '{block.target}', which has no page", setting.template.span, "take it out of the contents with 'listed: no'")
    text = Localised(str(page) if page else "00", _LATIN)
    face = setting.fonts.faces(_LATIN, "bold")[0]
    size = setting.template.heights(block.digits)[0] * MM / face.digit_height
    line = setting.number(text.text)
    pitch = setting.leading(block.style, setting.lang)
    below = pitch / 2 + setting.template.heights(block.digits)[0] * MM / 2
    extent = line.width * size
    x = 0.0 if setting.rtl else width - extent
    if parent is None or parent.role == "Link":
        tag = Tag("Span", None, None, None, parent) if parent else None
        return Laid(width, pitch, extent, ((x, below, TextItem(0, 0, line, size, tag)),))
    tag = Tag("Link", None, None, None, Tag("Reference", None, None, None, parent))
    spot = LinkSpot(extent, pitch, tag, None, block.target)
    return Laid(width, pitch, extent, ((x, below, TextItem(0, 0, line, size, tag)), (x, 0.0, spot)))


def _called(block: Paragraph) -> str:
    """What to call a paragraph in a diagnostic: the msgctxt, or its words."""
    return block.text.message or block.text.text
