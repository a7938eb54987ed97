"""Reads a plain outline drawing: the paths of an SVG file as PDF path operators (SVG 1.1, 8.3; arcs by F.6.5).

Nothing else of SVG is understood, and what could hide something is refused: scripts, entities, references, other elements."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_BYTES = 32_000
MAX_NUMBERS = 5_000
MAX_LENGTH = 10_000.0
"""Of a viewBox, a coordinate or a radius."""

_NO_RADIUS = 1e-6
_ELEMENTS = frozenset(("svg", "path", "title", "desc"))
_ATTRIBUTES = frozenset(("transform", "style", "href", "xlink:href", "filter", "mask", "clip-path"))
"""What would change a drawing, or fetch something."""
_TAG = re.compile(r"<([!?/]?)([A-Za-z_:][\w:.-]*)?([^<>]*)>?")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*("[^"<>]*"|'[^'<>]*')""")
_VIEW = re.compile(r"\s*0[\s,]+0[\s,]+([0-9.]{1,12})[\s,]+([0-9.]{1,12})\s*")
_COMMAND = re.compile(r"[MmLlHhVvCcSsQqAaZz]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_FLAG = re.compile("[01]")
_BLANKS = re.compile(r"[\s,]*")
_ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}


class Pictogram(NamedTuple):
    """PDF path operators (m l c h) in a square of `units`, y downwards."""

    path: str
    units: float


class RefusedDrawing(ValueError):
    """A file that is no plain outline drawing. Its text says why; `line` where, from 1."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


class _Element(NamedTuple):
    name: str
    attributes: dict[str, str]
    line: int


def parse_svg(svg: str) -> Pictogram:
    """Every stroked path of a square drawing, joined. Raises `RefusedDrawing`."""
    if len(svg) > MAX_BYTES:
        raise RefusedDrawing(f"it has more than {MAX_BYTES // 1000} kB")
    units = 0.0
    paths: list[str] = []
    numbers = 0
    for element in _elements(_without_comments(svg)):
        if element.name == "svg" and not units:
            units = _side(element)
        elif element.name == "path" and element.attributes.get("stroke") != "none":
            data = _Data(element.attributes.get("d", ""), element.line)
            paths.append(" ".join(_operators(data)))
            numbers += data.numbers
            if numbers > MAX_NUMBERS:
                raise RefusedDrawing(f"it has more than {MAX_NUMBERS} numbers", element.line)
    if not units:
        raise RefusedDrawing("no square viewBox")
    if not any(paths):
        raise RefusedDrawing("no path")
    return Pictogram(" ".join(filter(None, paths)), units)


def _without_comments(svg: str) -> str:
    """Lines keep their numbers."""
    first, *rest = svg.split("<!--")
    out = [first]
    for part in rest:
        comment, end, after = part.partition("-->")
        if not end:
            raise RefusedDrawing("a comment is left open")
        out += ["\n" * comment.count("\n"), after]
    return "".join(out)


def _elements(svg: str) -> Iterator[_Element]:
    line, at = 1, 0
    for tag in _TAG.finditer(svg):
        line, at = line + svg.count("\n", at, tag.start()), tag.start()
        kind, name, inside = tag.groups()
        if kind == "?" and name == "xml":
            continue
        if kind in ("!", "?") or not name or not tag[0].endswith(">"):
            raise RefusedDrawing(f"it has {tag[0][:20]!r}, which is no element", line)
        if name not in _ELEMENTS:
            raise RefusedDrawing(f"it has a <{name[:20]}> element", line)
        if kind != "/":
            yield _Element(name, _attributes(inside, line), line)


def _attributes(text: str, line: int) -> dict[str, str]:
    found = {name: value[1:-1] for name, value in _ATTRIBUTE.findall(text)}
    for name, value in found.items():
        if name.lower().startswith("on") or name.lower() in _ATTRIBUTES or "&" in value or "url(" in value:
            raise RefusedDrawing(f"it has the attribute '{name[:20]}'", line)
    return found


def _side(element: _Element) -> float:
    view = _VIEW.fullmatch(element.attributes.get("viewBox", ""))
    if not view or view[1] != view[2] or view[1].count(".") > 1:
        raise RefusedDrawing("no square viewBox", element.line)
    side = float(view[1]) if view[1] != "." else 0.0
    if not 1 <= side <= MAX_LENGTH:
        raise RefusedDrawing("its viewBox is too small or too large", element.line)
    return side


class _Data:
    """The data of a path, read from its start."""

    def __init__(self, text: str, line: int) -> None:
        self._text, self._line, self._at = text, line, 0
        self.numbers = 0

    def commands(self) -> Iterator[tuple[str, list[float]]]:
        """Commands with one set of arguments each; a repeated set repeats the command (m as l)."""
        command = ""
        while self._skip() < len(self._text):
            if found := _COMMAND.match(self._text, self._at):
                command, self._at = found[0], found.end()
            elif not command or command in "Zz":
                raise RefusedDrawing("its path has numbers without a command", self._line)
            kind = command.lower()
            yield command, [self._flag() if kind == "a" and n in (3, 4) else self._number() for n in range(_ARITY[kind])]
            command = {"m": "l", "M": "L"}.get(command, command)

    def _skip(self) -> int:
        found = _BLANKS.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _number(self) -> float:
        found = _NUMBER.match(self._text, self._skip())
        if not found:
            raise RefusedDrawing("its path has a command with too few numbers, or something that is no number", self._line)
        self._at = found.end()
        self.numbers += 1
        value = float(found[0])
        if not abs(value) <= MAX_LENGTH:
            raise RefusedDrawing("its path leads far out of its square", self._line)
        return value

    def _flag(self) -> float:
        """Of an arc: flags may be written without a blank after them ("0 01-2")."""
        found = _FLAG.match(self._text, self._skip())
        if not found:
            raise RefusedDrawing("its path has an arc without its two flags", self._line)
        self._at = found.end()
        return float(found[0])


def _n(value: float) -> str:
    """A number as PDF has them: without an exponent."""
    if not abs(value) <= MAX_LENGTH:
        raise RefusedDrawing("its path leads far out of its square")
    text = f"{value:.4g}"
    return f"{value:.4f}" if "e" in text else text


def _operators(data: _Data) -> Iterator[str]:
    x = y = start_x = start_y = 0.0
    control: tuple[float, float] | None = None
    for command, n in data.commands():
        kind, relative = command.lower(), command.islower()
        ox, oy = (x, y) if relative else (0.0, 0.0)
        last, control = control, None
        if kind == "z":
            yield "h"
            x, y = start_x, start_y
            continue
        if kind == "h":
            x = n[0] + ox
            yield f"{_n(x)} {_n(y)} l"
            continue
        if kind == "v":
            y = n[0] + oy
            yield f"{_n(x)} {_n(y)} l"
            continue
        end_x, end_y = n[-2] + ox, n[-1] + oy
        if kind == "m":
            start_x, start_y = end_x, end_y
            yield f"{_n(end_x)} {_n(end_y)} m"
        elif kind == "l":
            yield f"{_n(end_x)} {_n(end_y)} l"
        elif kind == "a":
            yield from _arc(x, y, n[0], n[1], n[2], n[3] != 0, n[4] != 0, end_x, end_y)
        else:
            if kind == "c":
                c1, c2 = (n[0] + ox, n[1] + oy), (n[2] + ox, n[3] + oy)
            elif kind == "s":
                c1 = (2 * x - last[0], 2 * y - last[1]) if last else (x, y)
                c2 = (n[0] + ox, n[1] + oy)
            else:
                q = (n[0] + ox, n[1] + oy)
                c1 = (x + (q[0] - x) * 2 / 3, y + (q[1] - y) * 2 / 3)
                c2 = (end_x + (q[0] - end_x) * 2 / 3, end_y + (q[1] - end_y) * 2 / 3)
            control = c2
            yield f"{_n(c1[0])} {_n(c1[1])} {_n(c2[0])} {_n(c2[1])} {_n(end_x)} {_n(end_y)} c"
        x, y = end_x, end_y


def _arc(x1: float, y1: float, rx: float, ry: float, turn: float, large: bool, sweep: bool, x2: float, y2: float) -> Iterator[str]:
    """An elliptical arc as Bézier curves of at most a quarter turn each (SVG 1.1, F.6.5 and F.6.6)."""
    rx, ry = abs(rx), abs(ry)
    if min(rx, ry) < _NO_RADIUS or (x1 == x2 and y1 == y2):
        yield f"{_n(x2)} {_n(y2)} l"
        return
    phi = math.radians(turn)
    cos, sin = math.cos(phi), math.sin(phi)
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = (px / rx) ** 2 + (py / ry) ** 2
    if grow > 1:
        rx, ry = rx * math.sqrt(grow), ry * math.sqrt(grow)
    under = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2
    root = math.sqrt(max(0.0, under / ((rx * py) ** 2 + (ry * px) ** 2))) * (-1 if large == sweep else 1)
    qx, qy = root * rx * py / ry, -root * ry * px / rx
    cx, cy = cos * qx - sin * qy + (x1 + x2) / 2, sin * qx + cos * qy + (y1 + y2) / 2
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    span = math.atan2((-py - qy) / ry, (-px - qx) / rx) - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / pieces
    k = 4 / 3 * math.tan(step / 4)

    def at(a: float, b: float) -> str:
        return f"{_n(cx + cos * rx * a - sin * ry * b)} {_n(cy + sin * rx * a + cos * ry * b)}"

    for i in range(pieces):
        a, b = first + i * step, first + (i + 1) * step
        ca, sa, cb, sb = math.cos(a), math.sin(a), math.cos(b), math.sin(b)
        yield f"{at(ca - k * sa, sa + k * ca)} {at(cb + k * sb, sb - k * cb)} {at(cb, sb)} c"
