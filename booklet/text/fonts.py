"""The font book: which faces set which language, and how large and how far apart its lines are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from booklet.diag import Sink, Span
from booklet.text.face import Face as Face
from booklet.text.face import embedding_permission
from booklet.text.itemize import itemize
from booklet.text.shape import Shaper
from booklet.world.files import World

FONTS_FILE = "fonts/fonts.yaml"
WEIGHTS = ("regular", "bold")


@dataclass(frozen=True, slots=True)
class Files:
    """Font files of a family, relative to fonts/."""

    regular: str
    bold: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts.yaml. `scripts`: ISO 15924 codes it serves, its own first; Zyyy is what scripts share."""

    family: str
    files: Files
    scripts: tuple[str, ...]
    version: str
    licence: str
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Script:
    """How a script is set: `k` base-letter height in em, corrected by eye; `leading` of body lines in units of 1.4 mm;
    `tallest` words with its highest and lowest ink."""

    k: float
    leading: float
    tallest: str


@dataclass(frozen=True, slots=True)
class FontsFile:
    """fonts/fonts.yaml."""

    languages: dict[str, str]
    scripts: dict[str, Script]
    families: tuple[Family, ...]


class ScriptMetrics(NamedTuple):
    """Sizes of a script. A size in points is a printed letter height divided by `k`; `leading` as in `Script`.
    `ascent`, `descent`: how far ink can reach above and below the baseline, em, both positive."""

    script: str
    k: float
    leading: float
    ascent: float
    descent: float


class FontBook:
    """All faces of a project, in order of preference."""

    def __init__(self, faces: tuple[Face, ...], scripts: Mapping[str, Script], languages: Mapping[str, str]) -> None:
        """`scripts` has Latn; `languages` names the script of languages that are not written in it."""
        self._faces, self._scripts, self._languages = faces, scripts, languages
        self.script = cache(self._script)
        """Called with a BCP 47 tag: the ISO 15924 code of the script it is written in, by the tag's own subtag (RFC 5646,
        2.2.3), by the table, or Latn."""
        self.faces = cache(self._order)
        """Called with a BCP 47 tag and a weight (regular, bold): its faces in order of preference."""
        self.metrics = cache(self._measure)
        """Called with a BCP 47 tag: the `ScriptMetrics` of its script."""
        self.shaper = cache(self._shaper)
        """Called with the language of pieces, that of their paragraph, a weight and features: the `Shaper` for them, which
        all booklets of a run share."""

    def _script(self, lang: str) -> str:
        primary, *rest = lang.split("-")
        for subtag in rest:
            if len(subtag) == 4 and subtag.isalpha():
                return subtag.title()
            if len(subtag) == 1:
                break
        return self._languages.get(primary.lower(), "Latn")

    def k(self, lang: str) -> float:
        """The optical factor of the language's script (`Script`)."""
        return self._row(lang).k

    def _row(self, lang: str) -> Script:
        return self._scripts.get(self.script(lang)) or self._scripts["Latn"]

    def _order(self, lang: str, weight: str) -> tuple[Face, ...]:
        script = self.script(lang)
        faces = [f for f in self._faces if f.weight == weight]
        return tuple(sorted(faces, key=lambda f: script not in f.scripts))

    def _shaper(self, lang: str, around: str, weight: str, features: tuple[str, ...]) -> Shaper:
        return Shaper(self.faces(lang, weight), lang, self.script(around), self.k(around), features)

    def _measure(self, lang: str) -> ScriptMetrics:
        script = self.script(lang)
        row = self._row(lang)
        ascent = descent = 0.0
        for weight in WEIGHTS:
            for item in itemize(row.tallest, script, self.faces(lang, weight)):
                up, down = item.face.ink(row.tallest[item.start : item.end], item.script, lang)
                scale = row.k / item.face.k
                ascent, descent = max(ascent, up * scale), max(descent, down * scale)
        return ScriptMetrics(script, row.k, row.leading, ascent, descent)


def scan_fonts(world: World, sink: Sink) -> FontBook:
    """Read fonts/fonts.yaml and the files it names.

    Errors to the sink: `no-fonts`, `no-font-file`, `font-restricted` (OS/2 fsType), `font-script`; and whatever the
    file's own form gives. A book without a usable face is returned empty; the sink then has errors."""
    fonts = _read(world, sink)
    if fonts is None:
        return FontBook((), {}, {})
    faces = [face for family in fonts.families for face in _open(family, fonts, world, sink)]
    return FontBook(tuple(faces), fonts.scripts, fonts.languages)


def _open(family: Family, fonts: FontsFile, world: World, sink: Sink) -> Iterator[Face]:
    own = fonts.scripts.get(family.scripts[0]) if family.scripts else None
    if own is None:
        sink.error(
            "font-script",
            f"the first script of {family.family!r} has no row under 'scripts'",
            family.span,
            "add k, leading and tallest for it",
        )
        return
    for weight, name in zip(WEIGHTS, (family.files.regular, family.files.bold), strict=True):
        path = f"fonts/{name}"
        data = _font_data(world, path, family.span, sink)
        if data is not None:
            yield Face(family.family, weight, path, data, own.k, family.scripts)


def _read(world: World, sink: Sink) -> FontsFile | None:
    from booklet.world.decode import decode
    from booklet.world.source import read_yaml

    try:
        data = world.read(FONTS_FILE)
    except OSError:
        sink.error("no-fonts", f"there is no {FONTS_FILE}", None, "restore it: it comes with the program")
        return None
    node = read_yaml(FONTS_FILE, data, sink)
    fonts = decode(node, FontsFile, sink) if node is not None else None
    if fonts is not None and "Latn" not in fonts.scripts:
        sink.error(
            "font-script", "'scripts' has no row for 'Latn'", Span(FONTS_FILE, 1, 1), "add it: digits are set in it"
        )
        return None
    return fonts


def _font_data(world: World, path: str, span: Span, sink: Sink) -> bytes | None:
    """The bytes of a font that may be embedded and cut down in a document that is sold or given away."""
    try:
        data = world.read(path)
    except OSError:
        sink.error("no-font-file", f"there is no font file {path!r}", span, "put it there, whole")
        return None
    permission = embedding_permission(data)
    if permission is None:
        sink.error("no-font-file", f"{path!r} is not a font file", span, "put a .ttf or .otf there")
        return None
    if permission & 0x030E:
        sink.error(
            "font-restricted",
            f"{path!r} restricts embedding: its fsType is {permission:#06x}",
            span,
            "take a version whose fsType is 0",
        )
        return None
    return data
