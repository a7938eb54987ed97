"""Pictures of covers: harmless, drawn from lines only."""

from __future__ import annotations

from functools import cache

from booklet.layout.frame import Drawing, Ink, Item, Stroke
from booklet.layout.setting import Setting
from booklet.model.style import Cover
from booklet.units import MM

_SAMPLES = 200
"""Steps along each curve."""
_ROUTE = (0.02, 0.80, 0.22, 0.02, 0.36, 0.06, 0.50, 0.42, 0.64, 0.80, 0.84, 0.98, 0.95, 0.30)
"""A winding road, as shares of width and height: start, then two Bézier curves."""


def artwork(name: Cover, width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    """The picture `name` in a box of this size, points."""
    match name:
        case Cover.TRAVEL:
            return _travel(width, height, setting)
        case Cover.PLAIN:
            return _sunrise(width, height, setting)
        case Cover.RECIPES:
            return _bowl(width, height, setting)
        case Cover.CALENDAR:  # its months are set in type
            return ()


def _sunrise(width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    """Half a sun over the horizon, and its light on the water in shorter and shorter lines."""
    pen, ink = setting.template.rule("heavy") * MM, setting.accent
    radius = min(width * 0.3, height * 0.55)
    middle, horizon = width / 2, height * 0.66
    k = 0.5523
    sun = f"-1 0 m -1 -{k} -{k} -1 0 -1 c {k} -1 1 -{k} 1 0 c"
    out: list[Item] = [Drawing(middle, horizon, radius, sun, 1, pen, None, ink)]
    out.append(Stroke(0, horizon, width, horizon, pen, (), False, None, ink))
    step = (height - horizon) / 4
    for n, share in enumerate((0.62, 0.4, 0.2), 1):
        half = width * share / 2
        out.append(Stroke(middle - half, horizon + n * step, middle + half, horizon + n * step, pen * (1 - n / 5), (), True, None, ink))
    return tuple(out)


def _bowl(width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    """A bowl on a table, with steam above it and a spoon beside it."""
    pen, ink = setting.template.rule("heavy") * MM, setting.accent
    unit = min(height / 10, width / 16)
    left, top = (width - 16 * unit) / 2, (height - 10 * unit) / 2
    bowl = "3 4.5 m 13 4.5 l 13 7.4 10.9 9.2 8 9.2 c 5.1 9.2 3 7.4 3 4.5 c h"
    foot = "6.3 9.9 m 9.7 9.9 l"
    steam = "5.9 3.4 m 5 2.4 6.8 1.5 5.9 0.4 c 8 3.4 m 7.1 2.4 8.9 1.5 8 0.4 c 10.1 3.4 m 9.2 2.4 11 1.5 10.1 0.4 c"
    spoon = "15 9.9 m 15 5.2 l 14.1 4.9 14 2.6 15 2.1 c 16 2.6 15.9 4.9 15 5.2 c"
    strokes = ((bowl, pen), (foot, pen), (steam, pen * 0.7), (spoon, pen * 0.7))
    return tuple(Drawing(left, top, unit, path, 1, stroke, None, ink) for path, stroke in strokes)


def _travel(width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    heavy, ink = setting.template.rule("heavy") * MM, setting.accent
    x, y = _scaled(width, height)

    def side(x: float) -> float:
        return width - x if setting.rtl else x

    dots = [Stroke(side(a), b, side(a), b, heavy * 0.8, (), True, None, ink) for a, b in _along(width, height, 2.6 * MM)]
    pin = setting.pictogram("map-pin")
    size = min(13 * MM, height * 0.36)
    stops: list[Item] = [_ring(side(x[0]), y[0], 1.6 * MM, heavy, ink), _ring(side(x[3]), y[3], 1.6 * MM, heavy, ink)]
    if pin:
        stops.append(Drawing(side(x[6]) - size / 2, y[6] - size * 0.9, size, pin.path, pin.units, min(heavy * 0.9, size / 11), None, ink))
    return (*dots, *stops)


def _ring(x: float, y: float, radius: float, stroke: float, ink: Ink) -> Drawing:
    k = 0.5523
    path = f"1 0 m 1 {k} {k} 1 0 1 c -{k} 1 -1 {k} -1 0 c -1 -{k} -{k} -1 0 -1 c {k} -1 1 -{k} 1 0 c h"
    return Drawing(x, y, radius, path, 1, stroke, None, ink)


def _scaled(width: float, height: float) -> tuple[list[float], list[float]]:
    return [v * width for v in _ROUTE[::2]], [v * height for v in _ROUTE[1::2]]


@cache
def _along(width: float, height: float, step: float) -> tuple[tuple[float, float], ...]:
    """Points a `step` apart on the two curves, clear of the stops."""
    x, y = _scaled(width, height)
    stops = ((x[0], y[0]), (x[3], y[3]), (x[6], y[6]))
    points: list[tuple[float, float]] = []
    for i in (0, 3):
        for t in range(_SAMPLES + 1):
            p = (_bezier(x[i : i + 4], t / _SAMPLES), _bezier(y[i : i + 4], t / _SAMPLES))
            near_stop = any(abs(p[0] - a) + abs(p[1] - b) < 3.2 * MM for a, b in stops)
            if not near_stop and (not points or (p[0] - points[-1][0]) ** 2 + (p[1] - points[-1][1]) ** 2 >= step**2):
                points.append(p)
    return tuple(points)


def _bezier(p: list[float], t: float) -> float:
    u = 1 - t
    return u**3 * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t**3 * p[3]
