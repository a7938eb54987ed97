"""The font book: right face, right size, room between lines, and complaints about bad fonts."""

import pytest

from booklet.diag import Sink
from booklet.text.fonts import FONTS_FILE, FontBook, scan_fonts
from booklet.text.paragraph import Typesetter
from booklet.world.files import DiskWorld, MemoryWorld, shipped_root

UNIT = 1.4 * 72 / 25.4
BODY = 2.3 * 72 / 25.4


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    world = DiskWorld(shipped_root())
    return {path: world.read(path) for path in world.list("fonts")}


def codes(files: dict[str, bytes]) -> list[str]:
    sink = Sink()
    scan_fonts(MemoryWorld(files), sink).open_all(sink)
    return [d.code for d in sink.finish()]


def test_the_shipped_fonts_are_sound(files: dict[str, bytes]) -> None:
    assert codes(files) == []


def test_every_font_file_has_its_licence_beside_it(files: dict[str, bytes]) -> None:
    for path in files:
        if path.endswith(".ttf"):
            licence = path.rsplit("/", 1)[0] + "/OFL.txt"
            assert b"SIL OPEN FONT LICENSE Version 1.1" in files[licence]


def test_a_missing_file_is_named(files: dict[str, bytes]) -> None:
    sink = Sink()
    scan_fonts(MemoryWorld({k: v for k, v in files.items() if "Thai-Bold" not in k}), sink)
    (complaint,) = sink.finish()
    assert complaint.code == "no-font-file"
    assert "fonts/noto-sans-thai/NotoSansThai-Bold.ttf" in complaint.message


def test_no_fonts_at_all() -> None:
    assert codes({}) == ["no-fonts"]


def test_what_is_no_font_is_refused(files: dict[str, bytes]) -> None:
    assert codes({**files, "fonts/noto-sans/NotoSans-Bold.ttf": b"<html>not found</html>"}) == ["no-font-file"]


@pytest.mark.parametrize(
    ("permission", "expected"), [(0x0002, ["font-restricted"]), (0x0100, ["font-restricted"]), (0, [])]
)
def test_embedding_permission(files: dict[str, bytes], permission: int, expected: list[str]) -> None:
    path = "fonts/noto-sans-thai/NotoSansThai-Regular.ttf"
    data = bytearray(files[path])
    record = data.index(b"OS/2")
    at = int.from_bytes(data[record + 8 : record + 12], "big") + 8
    data[at : at + 2] = permission.to_bytes(2, "big")
    assert codes({**files, path: bytes(data)}) == expected


def test_a_family_needs_a_row_for_its_script(files: dict[str, bytes]) -> None:
    yaml = files[FONTS_FILE].replace(b"scripts: [Thai]", b"scripts: [Cher]")
    assert codes({**files, FONTS_FILE: yaml}) == ["font-script"]


@pytest.mark.parametrize(
    ("lang", "script"),
    [
        ("th", "Thai"),
        ("th-TH", "Thai"),
        ("en", "Latn"),
        ("vi", "Latn"),
        ("th-Latn", "Latn"),
        ("uz-cyrl-UZ", "Cyrl"),
        ("en-x-thai", "Latn"),
    ],
)
def test_the_script_of_a_language(book: FontBook, lang: str, script: str) -> None:
    assert book.script(lang) == script


def test_digits_latin_and_punctuation_are_noto_sans_also_in_thai(typesetter: Typesetter, weight: str) -> None:
    (line,) = typesetter.lines("โทร 1300 (Bangkok), +66 ๑๒!", "th", weight, 100)
    families = {char: run.face.family for run in line.runs for char in run.text if char != " "}
    assert {families[c] for c in "1300(Bangkok),+66!"} == {"Noto Sans"}
    assert {families[c] for c in "โทร๑๒"} == {"Noto Sans Thai"}
    assert {run.face.weight for run in line.runs} == {weight}


def test_scripts_are_printed_equally_large(typesetter: Typesetter, book: FontBook) -> None:
    """An x in a Thai paragraph is as high on paper as one in an English paragraph of the same style."""
    heights = []
    for lang, text in (("en", "x"), ("vi", "x"), ("th", "ก x")):
        (line,) = typesetter.lines(text, lang, "regular", 100)
        run = next(r for r in line.runs if "x" in r.text)
        heights.append(BODY / book.metrics(lang).k * run.scale * run.face.x_height)
    assert heights == pytest.approx([BODY] * 3)


def test_no_ink_leaves_the_room_of_a_line(
    typesetter: Typesetter, book: FontBook, sample: tuple[str, str], weight: str
) -> None:
    lang, text = sample
    metrics = book.metrics(lang)
    for line in typesetter.lines(text, lang, weight, 20):
        for run in line.runs:
            up, down = run.face.ink(run.text, run.script, lang)
            assert up * run.scale <= metrics.ascent
            assert down * run.scale <= metrics.descent


@pytest.mark.parametrize("lang", ["th", "vi", "en"])
def test_lines_never_touch_at_body_leading(book: FontBook, lang: str) -> None:
    metrics = book.metrics(lang)
    assert (metrics.ascent + metrics.descent) * BODY / metrics.k < metrics.leading * UNIT


def test_heights_are_those_of_the_outlines(book: FontBook) -> None:
    face = book.faces("en", "bold")[0]
    assert (face.x_height, face.cap_height, face.digit_height) == (0.546, 0.714, 0.714)
    assert not face.cff
    assert face.advance(face.hb_font.get_nominal_glyph(ord("0"))) == 0.572
