"""Pictograms: SVG outlines of content/icons read as PDF path operators (SVG 1.1, 8.3; arcs by F.6.5)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from booklet.diag import Sink
from booklet.world.files import World

FOLDER = "content/icons"
_PATH = re.compile(r'<path\b[^>]*?\bd="([^"]+)"')
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TOKEN = re.compile(r"[MmLlHhVvCcSsQqAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}


class Pictogram(NamedTuple):
    """PDF path operators (m l c h) in a square of `units`, y downwards."""

    path: str
    units: float


def read_icons(world: World, names: Iterable[str], sink: Sink) -> dict[str, Pictogram]:
    """The pictograms of these names; a missing or unreadable one is an error."""
    found: dict[str, Pictogram] = {}
    for name in sorted(set(names)):
        path = f"{FOLDER}/{name}.svg"
        try:
            found[name] = parse_svg(world.read(path).decode("utf-8"))
        except FileNotFoundError:
            sink.error("no-icon", f"there is no pictogram '{name}'", None, f"put {name}.svg (Tabler outline) into {FOLDER}")
        except ValueError as e:
            sink.error("bad-icon", f"'{path}' is not a plain outline drawing: {e}", None, "use an SVG made of <path> elements in a square viewBox")
    return found


@cache
def turned(drawing: Pictogram) -> Pictogram:
    """The drawing with left and right exchanged."""
    out: list[str] = []
    across = True
    for token in drawing.path.split(" "):
        if token.isalpha():
            across = True
        else:
            token = f"{drawing.units - float(token):g}" if across else token
            across = not across
        out.append(token)
    return Pictogram(" ".join(out), drawing.units)


def parse_svg(svg: str) -> Pictogram:
    """Every stroked path of a square drawing, joined; ValueError if there is none."""
    view = _VIEW.search(svg)
    if not view or view[1] != view[2]:
        raise ValueError("no square viewBox")
    paths = [m[1] for m in _PATH.finditer(svg) if 'stroke="none"' not in m[0]]
    if not paths:
        raise ValueError("no path")
    return Pictogram(" ".join(" ".join(_operators(d)) for d in paths), float(view[1]))


def _operators(data: str) -> Iterator[str]:
    x = y = start_x = start_y = 0.0
    control: tuple[float, float] | None = None
    for command, n in _commands(data):
        kind, relative = command.lower(), command.islower()
        ox, oy = (x, y) if relative else (0.0, 0.0)
        last, control = control, None
        if kind == "z":
            yield "h"
            x, y = start_x, start_y
            continue
        if kind == "h":
            x = n[0] + ox
            yield f"{x:.4g} {y:.4g} l"
            continue
        if kind == "v":
            y = n[0] + oy
            yield f"{x:.4g} {y:.4g} l"
            continue
        end_x, end_y = n[-2] + ox, n[-1] + oy
        if kind == "m":
            start_x, start_y = end_x, end_y
            yield f"{end_x:.4g} {end_y:.4g} m"
        elif kind == "l":
            yield f"{end_x:.4g} {end_y:.4g} l"
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
            yield f"{c1[0]:.4g} {c1[1]:.4g} {c2[0]:.4g} {c2[1]:.4g} {end_x:.4g} {end_y:.4g} c"
        x, y = end_x, end_y


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Commands with one set of arguments each; a repeated set repeats the command (m as l)."""
    tokens = _TOKEN.findall(data)
    i = 0
    command = ""
    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
        elif not command or command in "Zz":
            raise ValueError("numbers without a command")
        arity = _ARITY[command.lower()]
        arguments = [float(t) for t in tokens[i : i + arity]] if command not in "Aa" else None
        if arguments is None:
            arguments, rest = _arc_arguments(tokens[i:])
            tokens[i:] = rest
        else:
            i += arity
        if len(arguments) < arity:
            raise ValueError("a command with too few numbers")
        yield command, arguments
        command = {"m": "l", "M": "L"}.get(command, command)


def _arc_arguments(tokens: list[str]) -> tuple[list[float], list[str]]:
    """An arc's seven arguments; its two flags may be written without a blank after them ("0 01-2")."""
    tokens = list(tokens)
    out: list[float] = []
    while tokens and len(out) < 7:
        t = tokens.pop(0)
        if len(out) in (3, 4) and len(t) > 1:
            tokens.insert(0, t[1:])
            t = t[0]
        out.append(float(t))
    return out, tokens


def _arc(x1: float, y1: float, rx: float, ry: float, turn: float, large: bool, sweep: bool, x2: float, y2: float) -> Iterator[str]:
    """An elliptical arc as Bézier curves of at most a quarter turn each (SVG 1.1, F.6.5 and F.6.6)."""
    rx, ry = abs(rx), abs(ry)
    if rx == 0 or ry == 0 or (x1 == x2 and y1 == y2):
        yield f"{x2:.4g} {y2:.4g} l"
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
        return f"{cx + cos * rx * a - sin * ry * b:.4g} {cy + sin * rx * a + cos * ry * b:.4g}"

    for i in range(pieces):
        a, b = first + i * step, first + (i + 1) * step
        ca, sa, cb, sb = math.cos(a), math.sin(a), math.cos(b), math.sin(b)
        yield f"{at(ca - k * sa, sa + k * ca)} {at(cb + k * sb, sb - k * cb)} {at(cb, sb)} c"
