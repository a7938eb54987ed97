"""Makes the call sheet as a PDF, through the same engine and the same proof as the booklets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from booklet.callsheet.due import Round
from booklet.callsheet.parts import Parts
from booklet.compose.block import Block
from booklet.diag import Sink
from booklet.l10n.formats import country_name, language_name
from booklet.l10n.languages import SOURCE_LANGUAGE, Language
from booklet.layout.blocks import lay
from booklet.layout.frame import Document, Item, Page, Tag
from booklet.layout.laid import Laid, LinkSpot, flatten
from booklet.layout.setting import Setting
from booklet.model.read_template import TEMPLATES, read_template
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.units import MM, Size
from booklet.value import compared
from booklet.world.files import DiskWorld, World, shipped_root

TEMPLATE = "call-sheet"
TITLE = "Call sheet"


@compared
class Names:
    """English names by code, of the countries and languages on a sheet."""

    countries: Mapping[str, str]
    languages: Mapping[str, str]


def names_for(found: Round, english: Language) -> Names:
    """The names that the calls of a round need."""
    services = [call.service for call in (*found.calls, *found.emergency)]
    spoken = {tag for s in services for c in s.channels for tag in (*s.languages.spoken, *(c.languages.spoken if c.languages else ()))}
    countries = {s.country: _country(s.country, english) for s in services}
    return Names(countries, {tag: language_name(tag, english) or tag for tag in sorted(spoken)})


def _country(code: str, english: Language) -> str:
    return country_name(code, english) or code if code.isalpha() else "International"


def make_pdf(found: Round, names: Names, as_of: date, fonts: FontBook, world: World, sink: Sink) -> bytes:
    """The sheet of a round, A4. Raises BookletError if a text cannot be set or the template cannot be read."""
    template = read_template(world if world.exists(f"{TEMPLATES}/{TEMPLATE}.yaml") else DiskWorld(shipped_root()), TEMPLATE, sink)
    sink.stop_on_errors()
    assert template
    setting = Setting(template, fonts, Typesetter(fonts, sink, {}), {}, SOURCE_LANGUAGE, "ltr", {}, sink)
    document = _Sheet(Parts(template, names.countries, names.languages), setting).document(found, as_of)
    sink.stop_on_errors()
    return write_pdf(document, Metadata(TITLE, SOURCE_LANGUAGE, as_of))


class _Sheet:
    """Puts blocks one below the other on pages."""

    def __init__(self, parts: Parts, setting: Setting) -> None:
        self._parts, self._setting = parts, setting
        self._root = Tag("Document")
        self._blocks: list[Block] = []
        """Keeps the blocks, which the setting remembers by identity."""
        template = setting.template
        self._size = Size(template.trim[0] * MM, template.trim[1] * MM)
        self._left, self._top = template.margins.inner * MM, template.margins.top * MM
        self._width = self._size.width - (template.margins.inner + template.margins.outer) * MM
        self._bottom = self._size.height - template.margins.bottom * MM

    def document(self, found: Round, as_of: date) -> Document:
        blocks = [self._parts.opening(f"{TITLE}, {as_of}", _counts(found))]
        blocks += [self._parts.call(n, call) for n, call in enumerate(found.calls, 1)]
        if found.emergency:
            blocks.append(self._parts.emergency(found.emergency))
        self._blocks += blocks
        bodies = self._bodies([lay(block, self._width, 0, self._setting, self._root) for block in blocks])
        pages = [
            Page(n, self._size, (*body, *self._foot(f"{TITLE}, {as_of}  ·  no names, no recordings  ·  {n} of {len(bodies)}")))
            for n, body in enumerate(bodies, 1)
        ]
        return Document(self._size, SOURCE_LANGUAGE, "ltr", "left", tuple(pages))

    def _bodies(self, pieces: Sequence[Laid]) -> list[list[Item]]:
        """What stands on each page; a call is never torn apart."""
        bodies: list[list[Item]] = [[]]
        y = self._top
        for piece in pieces:
            if bodies[-1] and y + piece.height > self._bottom:
                bodies.append([])
                y = self._top
            self._put(piece, y, bodies[-1])
            y += piece.height + self._setting.mm("call-gap")
        return bodies

    def _foot(self, words: str) -> list[Item]:
        block = self._parts.foot(words)
        self._blocks.append(block)
        laid = lay(block, self._width, 0, self._setting, None)
        items: list[Item] = []
        self._put(laid, self._setting.mm("foot-baseline") - laid.height, items)
        return items

    def _put(self, laid: Laid, y: float, items: list[Item]) -> None:
        links: list[tuple[float, float, LinkSpot]] = []
        flatten(laid, self._left, y, items, links)


def _counts(found: Round) -> Iterable[str]:
    yield f"Numbers to call: {len(found.calls)}. Emergency lines, to ask about in another way: {len(found.emergency)}."
    if found.left_out:
        yield "Not on this sheet: " + "; ".join(f"{count} ({why})" for why, count in found.left_out.items()) + "."
