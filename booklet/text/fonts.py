"""The font book: which faces set which language, and how large and how far apart its lines are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from booklet.diag import BookletError, Sink, Span
from booklet.text.face import Face as Face
from booklet.text.face import embedding_permission, is_right_to_left
from booklet.text.itemize import itemize
from booklet.text.shape import Shaper
from booklet.text.sound import flaw
from booklet.value import compared
from booklet.world.files import World, shipped_root

if TYPE_CHECKING:
    import uharfbuzz as hb

FONTS_FILE = "fonts/fonts.yaml"
WEIGHTS = ("regular", "bold")
_START = 1 << 17
"""Bytes of a font file that nearly always tell whether it may be embedded."""


@compared
class Files:
    """Font files of a family, relative to fonts/."""

    regular: str
    bold: str


@compared
class Family:
    """A family of fonts.yaml. `scripts`: ISO 15924 codes it serves, its own first; Zyyy is what scripts share."""

    family: str
    files: Files
    scripts: tuple[str, ...]
    version: str
    licence: str
    source: str
    span: Span
    optional: bool = False
    """Whether it sets only the languages for which an edition asks for it by name."""


@compared
class Script:
    """How a script is set: `k` base-letter height in em, corrected by eye; `leading` of body lines in units of 1.4 mm;
    `reference` a letter as high as its letters without ascenders; `tallest` words with its highest and lowest ink."""

    k: float
    leading: float
    reference: str
    tallest: str


@compared
class FontsFile:
    """fonts/fonts.yaml."""

    languages: dict[str, str]
    scripts: dict[str, Script]
    families: tuple[Family, ...]


class ScriptMetrics:
    """Sizes of a script. A size in points is a printed letter height divided by `k`; `leading` as in `Script`."""

    def __init__(self, script: str, row: Script, ink: Callable[[], tuple[float, float]]) -> None:
        """`ink` measures how far it can reach above and below the baseline."""
        self.script, self.k, self.leading = script, row.k, row.leading
        self._ink = cache(ink)

    @property
    def ascent(self) -> float:
        """How far ink can reach above the baseline, em."""
        return self._ink()[0]

    @property
    def descent(self) -> float:
        """How far ink can reach below the baseline, em, positive."""
        return self._ink()[1]


class FontBook:
    """All faces of a project, in order of preference."""

    def __init__(
        self,
        faces: tuple[Face, ...],
        scripts: Mapping[str, Script],
        languages: Mapping[str, str],
        optional: frozenset[str] = frozenset(),
        chosen: Mapping[str, str] = MappingProxyType({}),
        licences: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`scripts` has Latn; `languages` names the script of languages that are not written in it; `optional` families
        set only the languages that name them in `chosen`, a family by language; `licences`: SPDX, by family."""
        self.licences = licences
        self._faces, self._scripts, self._languages = faces, scripts, languages
        self._optional, self._chosen = optional, chosen
        self.script = cache(self._script)
        """Called with a BCP 47 tag: the ISO 15924 code of the script it is written in, by the tag's own subtag (RFC 5646,
        2.2.3), by the table, or Latn."""
        self._row = cache(self._find_row)
        self.faces = cache(self._order)
        """Called with a BCP 47 tag and a weight (regular, bold): its faces in order of preference."""
        self.metrics = cache(self._measure)
        """Called with a BCP 47 tag: the `ScriptMetrics` of its script."""
        self.shaper = cache(self._shaper)
        """Called with the language of pieces, that of their paragraph, a weight and features: the `Shaper` for them, which
        all booklets of a run share."""

    @property
    def families(self) -> frozenset[str]:
        """The names of all families."""
        return frozenset(face.family for face in self._faces)

    def open_all(self, sink: Sink) -> None:
        """Read every file. Errors to the sink: what `scan_fonts` says of files that may not be used."""
        for face in self._faces:
            try:
                face.data  # noqa: B018
            except BookletError as e:
                sink.extend(e.diagnostics)

    def choosing(self, chosen: Mapping[str, str]) -> FontBook:
        """The same faces with other families for some languages (by BCP 47 tag), which may be optional ones."""
        return FontBook(self._faces, self._scripts, self._languages, self._optional, chosen, self.licences) if chosen else self

    def right_to_left(self, lang: str) -> bool:
        """Whether paragraphs of a language (BCP 47) run from right to left."""
        return is_right_to_left(self.script(lang))

    def _script(self, lang: str) -> str:
        primary, *rest = lang.split("-")
        for subtag in rest:
            if len(subtag) == 4 and subtag.isalpha():
                return subtag.title()
            if len(subtag) == 1:
                break
        return self._languages.get(lang) or self._languages.get(primary.lower(), "Latn")

    def k(self, lang: str) -> float:
        """The optical factor of the language's script (`Script`)."""
        return self._row(lang).k

    def reference_height(self, lang: str) -> float:
        """How high the reference letter of the language's script is, em of the paragraph's size."""
        row = self._row(lang)
        item = itemize(row.reference, self.script(lang), self.faces(lang, WEIGHTS[0]))[0]
        return item.face.ink(row.reference, item.script, lang)[0] * row.k / item.face.k

    def _find_row(self, lang: str) -> Script:
        """Of the family chosen for a language, or of its script."""
        family = self._chosen.get(lang)
        own = next((face.scripts[0] for face in self._faces if face.family == family), self.script(lang))
        return self._scripts.get(own) or self._scripts["Latn"]

    def _order(self, lang: str, weight: str) -> tuple[Face, ...]:
        script, family = self.script(lang), self._chosen.get(lang)
        faces = [f for f in self._faces if f.weight == weight and (f.family == family or f.family not in self._optional)]
        return tuple(sorted(faces, key=lambda f: (f.family != family, script not in f.scripts)))

    def _shaper(self, lang: str, around: str, weight: str, features: tuple[str, ...]) -> Shaper:
        return Shaper(self.faces(lang, weight), lang, self.script(around), self.k(around), features)

    def _measure(self, lang: str) -> ScriptMetrics:
        return ScriptMetrics(self.script(lang), self._row(lang), partial(self._ink, lang))

    def _ink(self, lang: str) -> tuple[float, float]:
        row = self._row(lang)
        ascent = descent = 0.0
        for weight in WEIGHTS:
            for item in itemize(row.tallest, self.script(lang), self.faces(lang, weight)):
                up, down = item.face.ink(row.tallest[item.start : item.end], item.script, lang)
                scale = row.k / item.face.k
                ascent, descent = max(ascent, up * scale), max(descent, down * scale)
        return ascent, descent


def scan_fonts(world: World, sink: Sink) -> FontBook:
    """Read fonts/fonts.yaml; the files it names are read when first used.

    Errors to the sink: `no-fonts`, `no-font-file`, `font-script`; and whatever the file's own form gives. A book without a
    usable face is returned empty; the sink then has errors. A face raises `BookletError` when its file is read and is
    none that may be used: `no-font-file`, `font-restricted` (OS/2 fsType), `font-damaged`."""
    fonts = _read(world, sink)
    if fonts is None:
        return FontBook((), {}, {})
    faces = [face for family in fonts.families for face in _faces(family, fonts, world, sink)]
    optional = frozenset(family.family for family in fonts.families if family.optional)
    licences = {family.family: family.licence for family in fonts.families}
    return FontBook(tuple(faces), fonts.scripts, fonts.languages, optional, licences=licences)


def _faces(family: Family, fonts: FontsFile, world: World, sink: Sink) -> Iterator[Face]:
    own = fonts.scripts.get(family.scripts[0]) if family.scripts else None
    if own is None:
        sink.error(
            "font-script",
            f"the first script of {family.family!r} has no row under 'scripts'",
            family.span,
            "add k, leading, reference and tallest for it",
        )
        return
    for weight, name in zip(WEIGHTS, (family.files.regular, family.files.bold), strict=True):
        path = f"fonts/{name}"
        if world.exists(path):
            read, mapped = partial(_font_data, world, path, family.span), partial(_mapped_font, world, path)
            yield Face(family.family, weight, path, read, own.k, family.scripts, mapped)
        else:
            sink.error("no-font-file", f"there is no font file {path!r}", family.span, "put it there, whole")


def _read(world: World, sink: Sink) -> FontsFile | None:
    from booklet.world.decode import decode
    from booklet.world.layers import read_node

    try:
        node = read_node(world, FONTS_FILE, sink)
    except OSError:
        sink.error("no-fonts", f"there is no {FONTS_FILE}", None, "restore it: it comes with the program")
        return None
    fonts = decode(node, FontsFile, sink) if node is not None else None
    if fonts is not None and "Latn" not in fonts.scripts:
        sink.error(
            "font-script", "'scripts' has no row for 'Latn'", Span(FONTS_FILE, 1, 1), "add it: digits are set in it"
        )
        return None
    return fonts


def _mapped_font(world: World, path: str) -> hb.Blob | None:
    """A font of the program's own on disk, of which only what is looked at comes into memory; None for one that must be
    looked at whole."""
    import uharfbuzz as hb

    with suppress(OSError):
        place = world.locate(path)
        if place and Path(place).is_relative_to(shipped_root()) and embedding_permission(world.start(path, _START)) == 0:
            return hb.Blob.from_file_path(place)
    return None


def _font_data(world: World, path: str, span: Span) -> bytes:
    """The bytes of a font that may be embedded and cut down in a document that is sold or given away."""
    sink = Sink()
    data = b""
    try:
        data = world.read(path)
    except OSError:
        sink.error("no-font-file", f"the font file {path!r} cannot be read", span, "put it there, whole")
    else:
        permission = embedding_permission(data)
        if permission is None:
            sink.error("no-font-file", f"{path!r} is not a font file", span, "put a .ttf or .otf there")
        elif permission & 0x030E:
            problem = f"{path!r} restricts embedding: its fsType is {permission:#06x}"
            sink.error("font-restricted", problem, span, "take a version whose fsType is 0")
        elif found := flaw(data):
            sink.error("font-damaged", f"the font file {path!r} is damaged: {found}", span, "get it again, whole, from its source")
    sink.stop_on_errors()
    return data
