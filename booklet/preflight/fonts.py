"""Fonts: embedded, with a map to text, and no glyph shown that stands for a missing one."""

from __future__ import annotations

import re
from typing import Any

from booklet.diag import Sink
from booklet.preflight.glyphs import program_of
from booklet.preflight.marked import text_by_code
from booklet.preflight.reading import File

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_NO_TEXT = re.compile("[\0\ufffd\ufffe\uffff]|^$")
"""ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11.7: a map must not lead to these."""
_CONTROL = re.compile("[\x01-\x1f\x7f-\x9f\xad\ufeff]+")
_HINT = "do not print this file; report the fault with the file"


def check_fonts(file: File, sink: Sink) -> None:
    """Errors: `font-not-embedded`, `font-without-text`, `no-fonts`."""
    fonts = _fonts(file)
    if not fonts:
        sink.error("no-fonts", f"the {file.name} has no text", None, _HINT)
    for font in fonts.values():
        name = _name(font)
        if not _is_embedded(font):
            sink.error("font-not-embedded", f"the {file.name} does not bring the font '{name}' along", None, _HINT)
        if "/ToUnicode" not in font:
            sink.error(
                "font-without-text", f"the font '{name}' in the {file.name} has no map to text (ToUnicode)", None, _HINT
            )


def font_names(file: File) -> tuple[str, ...]:
    """Of every font that a page shows."""
    return tuple(sorted({_name(font) for font in _fonts(file).values()} - {""}))


def check_glyphs(file: File, sink: Sink) -> None:
    """No code shown leads to glyph 0, the box that readers see where a font lacks a character, or to no text; none draws what
    is no character. Errors: `glyph-missing`, `code-without-text`, `control-drawn`."""
    for number, font in _fonts(file).items():
        shown = file.codes.get(number, set())
        everything = shown | file.codes.get(-number, set())
        if everything and font.get("/Subtype") == "/Type0" and "/ToUnicode" in font:
            _check_codes(file, number, font, everything, sink)
        if font.get("/Subtype") == "/Type0" and any(_glyph(font, code) == 0 for code in shown):
            sink.error(
                "glyph-missing", f"the {file.name} shows the box for a missing glyph of '{_name(font)}'", None, _HINT
            )


def _check_codes(file: File, number: int, font: Any, shown: set[int], sink: Sink) -> None:
    texts = text_by_code(font)
    without = [code for code in sorted(shown) if _NO_TEXT.search(texts.get(code, "\0"))]
    if without:
        what = f"{len(without)} of {len(shown)} codes that the {file.name} shows of '{_name(font)}' stand for no text"
        sink.error("code-without-text", what, None, _HINT)
    controls = [code for code in sorted(shown) if _CONTROL.fullmatch(texts.get(code, ""))]
    program = program_of(file, number) if controls else None
    if program and any(program.shape(code) for code in controls):
        sink.error("control-drawn", f"the {file.name} shows a sign of '{_name(font)}' for a character that is none", None, _HINT)
    unsaid = [code for code in sorted(shown) if texts.get(code) == "\u200b"]
    program = program or (program_of(file, number) if unsaid else None)
    if program and (box := program.missing) and any(program.shape(code) == box for code in unsaid):
        sink.error("glyph-missing", f"the {file.name} shows the box for a missing glyph of '{_name(font)}'", None, _HINT)


def _fonts(file: File) -> dict[int, Any]:
    """Every font a page shows, by the number of its object."""
    return {n: o for n, o in file.objects if isinstance(o, dict) and o.get("/Type") == "/Font" and not _is_part(o)}


def _is_part(font: Any) -> bool:
    return str(font.get("/Subtype")).startswith("/CIDFontType")


def _descendant(font: Any) -> Any:
    """Where the font's program is described: in the font itself, or in the descendant of a Type 0 font."""
    inner = font.get("/DescendantFonts")
    return inner.get_object()[0].get_object() if inner is not None else font


def _is_embedded(font: Any) -> bool:
    descriptor = _descendant(font).get("/FontDescriptor")
    return descriptor is not None and any(p in descriptor.get_object() for p in _PROGRAMS)


def _name(font: Any) -> str:
    return str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]


def _glyph(font: Any, code: int) -> int:
    places = _descendant(font).get("/CIDToGIDMap")
    if places is None or places == "/Identity":
        return code
    table = places.get_object().get_data()
    return int.from_bytes(table[2 * code : 2 * code + 2], "big")
