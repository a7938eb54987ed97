"""What each family of fonts.yaml is and holds, and which of it sets a language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from booklet.diag import BookletError, Sink
from booklet.text.face import embedding_permission
from booklet.text.fonts import FONTS_FILE, WEIGHTS, Face, Family, FontBook, FontsFile
from booklet.text.itemize import COMMON
from booklet.world.decode import decode
from booklet.world.files import World
from booklet.world.layers import read_node

_PERMISSIONS = {
    0x0002: "forbidden without the maker's leave",
    0x0004: "for viewing and printing only",
    0x0008: "for viewing, printing and editing",
    0x0100: "only whole",
    0x0200: "only bitmaps",
}
"""OpenType OS/2, fsType; 0 is installable embedding."""


class Holding(NamedTuple):
    """A family with what its files say: `embedding` in words, `characters` that all its weights have, `size` in bytes."""

    family: Family
    embedding: str
    characters: int
    size: int


class Served(NamedTuple):
    """How a language is set: `own` family for its letters, `shared` for digits and punctuation, `optional` ones that an
    edition can name instead, and the characters that no family has. `own` None: no family serves its script."""

    script: str
    own: Family | None
    shared: Family | None
    optional: tuple[Family, ...]
    missing: tuple[str, ...]


def read_families(world: World, sink: Sink) -> tuple[Family, ...]:
    """The families of fonts/fonts.yaml in their order; none after an error, which `scan_fonts` tells as well."""
    node = read_node(world, FONTS_FILE, sink) if world.exists(FONTS_FILE) else None
    fonts = decode(node, FontsFile, sink) if node is not None else None
    return fonts.families if fonts else ()


def hold(world: World, book: FontBook, family: Family) -> Holding:
    """Look into the files of a family; a file that may not be used counts no characters."""
    paths = (f"fonts/{name}" for name in (family.files.regular, family.files.bold))
    files = [world.read(path) for path in paths if world.exists(path)]
    permissions = {embedding_permission(data) for data in files}
    words = dict.fromkeys(embedding_in_words(p) for p in sorted(permissions, key=lambda p: -1 if p is None else p))
    return Holding(family, "; ".join(words), _characters(book, family), sum(map(len, files)))


def embedding_in_words(permission: int | None) -> str:
    """The `fsType` of a font (OpenType OS/2) as a person says it; None: it is no font."""
    if permission is None:
        return "no font file"
    return ", ".join(said for bit, said in _PERMISSIONS.items() if permission & bit) or "free"


def serve(book: FontBook, families: Collection[Family], script: str, characters: Iterable[str]) -> Served:
    """Who sets a language written in `script` (ISO 15924), and which of its `characters` no family has in both weights."""
    serving = [family for family in families if script in family.scripts]
    common = next((family for family in families if COMMON in family.scripts), None)
    faces = [book.faces(f"und-{script}", weight) for weight in WEIGHTS]
    missing = tuple(char for char in characters if not all(any(face.has(char) for face in row) for row in faces))
    return Served(
        script,
        next((family for family in serving if not family.optional), None),
        common,
        tuple(family for family in serving if family.optional),
        missing,
    )


def _characters(book: FontBook, family: Family) -> int:
    try:
        sets = [set(face.hb_face.unicodes) for face in _faces(book, family)]
    except BookletError:
        return 0
    return len(set.intersection(*sets)) if sets else 0


def _faces(book: FontBook, family: Family) -> list[Face]:
    chosen = book.choosing({"und": family.family})
    return [face for weight in WEIGHTS for face in chosen.faces("und", weight) if face.family == family.family]
