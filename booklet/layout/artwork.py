"""Pictures of covers: harmless, drawn from lines only."""

from __future__ import annotations

from functools import cache

from booklet.layout.frame import Drawing, Item, Stroke
from booklet.layout.setting import Setting
from booklet.units import MM

_SAMPLES = 200
"""Steps along each curve."""
_ROUTE = (0.02, 0.80, 0.22, 0.02, 0.36, 0.06, 0.50, 0.42, 0.64, 0.80, 0.84, 0.98, 0.95, 0.30)
"""A winding road, as shares of width and height: start, then two Bézier curves."""


def artwork(name: str, width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    """The picture `name` in a box of this size, points."""
    if name != "travel":
        setting.sink.error("no-artwork", f"there is no cover picture '{name}'", setting.template.span, "use 'travel'")
        return ()
    return _travel(width, height, setting)


def _travel(width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    heavy = setting.template.rule("heavy") * MM
    x, y = _scaled(width, height)

    def side(x: float) -> float:
        return width - x if setting.rtl else x

    dots = [Stroke(side(a), b, side(a), b, heavy * 0.8, (), True) for a, b in _along(width, height, 2.6 * MM)]
    pin = setting.pictogram("map-pin")
    size = 13 * MM
    stops: list[Item] = [_ring(side(x[0]), y[0], 1.6 * MM, heavy), _ring(side(x[3]), y[3], 1.6 * MM, heavy)]
    if pin:
        stops.append(Drawing(side(x[6]) - size / 2, y[6] - size * 0.9, size, pin.path, pin.units, heavy * 0.9, None))
    return (*dots, *stops)


def _ring(x: float, y: float, radius: float, stroke: float) -> Drawing:
    k = 0.5523
    path = f"1 0 m 1 {k} {k} 1 0 1 c -{k} 1 -1 {k} -1 0 c -1 -{k} -{k} -1 0 -1 c {k} -1 1 -{k} 1 0 c h"
    return Drawing(x, y, radius, path, 1, stroke, None)


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
