"""Pictograms: the drawings of content/icons, and how they are turned round."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from booklet.diag import Sink, Span
from booklet.model.svg import Pictogram as Pictogram
from booklet.model.svg import RefusedDrawing, parse_svg
from booklet.world.files import World
from booklet.world.inside import mending

FOLDER = "content/icons"


def read_icons(world: World, names: Iterable[str], sink: Sink) -> dict[str, Pictogram]:
    """The pictograms of these names; a missing or unreadable one is an error."""
    found: dict[str, Pictogram] = {}
    for name in sorted(set(names)):
        path = f"{FOLDER}/{name}.svg"
        try:
            found[name] = parse_svg(world.read(path).decode("utf-8"))
        except FileNotFoundError:
            sink.error("no-icon", f"there is no pictogram '{name}'", None, f"put {name}.svg (Tabler outline) into {FOLDER}")
        except OSError as e:
            sink.error("unreadable-file", f"'{path}' cannot be read: {e.strerror}", Span(path, 1, 1), mending(e))
        except ValueError as e:
            line = e.line if isinstance(e, RefusedDrawing) else 1
            sink.error("bad-icon", f"'{path}' is not a plain outline drawing: {e}", Span(path, line, 1), "use an SVG made of <path> elements in a square viewBox")
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
