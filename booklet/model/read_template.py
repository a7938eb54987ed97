"""Reads templates: a file that extends another, or wears a look, says only what is different."""

from __future__ import annotations

import re
from typing import NamedTuple

from booklet.diag import Sink, Span
from booklet.model.limits import check_template
from booklet.model.read import check_file_name
from booklet.model.template import Template
from booklet.world.decode import decode
from booklet.world.files import World
from booklet.world.inside import mending
from booklet.world.layers import read_node
from booklet.world.overlay import is_named, name_of, overlay
from booklet.world.scalars import closest
from booklet.world.source import MapNode, Node, Scalar, SeqNode, quoted

TEMPLATES, LOOKS = "content/templates", "content/looks"
EXTENDS, LOOK, PAGES, SCALE = "extends", "look", "pages", "scale"
_LENGTHS = frozenset(("trim", "margins", "unit", "steps", "digits", "rules", "measures", "qr_module"))
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
MAX_CHAIN = 8
"""Templates that build on one another."""


class _Part(NamedTuple):
    """One file a template is made of; the lowest first in a list of them."""

    name: str
    node: MapNode


def read_template(world: World, name: str, sink: Sink) -> Template | None:
    """The template `content/templates/<name>.yaml` with all it extends; None after errors, all of which are reported.

    Mappings are merged key by key (`booklet.world.overlay`). `pages` is a sequence, so a file that has it gives it whole, in
    its own order; but a page whose id the template below has takes from there what it does not say itself. A look lies over
    what the file that names it extends, and under that file itself; of several looks in a chain, only the last named. A
    `scale` multiplies the lengths below the file that has it.

    Errors: missing-file, template-cycle, unknown-id (of `extends` or `look`), out-of-range, and all of `decode`."""
    parts = _chain(world, name, sink)
    whole = _whole(_with_look(world, parts, sink), sink) if parts else None
    if not parts or whole is None:
        return None
    check_file_name(f"{TEMPLATES}/{name}.yaml", parts[-1].node, sink)
    template = decode(whole, Template, sink)
    if template:
        check_template(template, sink)
    return template


def _chain(world: World, name: str, sink: Sink) -> list[_Part]:
    """The file and those it extends, the lowest first; none if any of them cannot be had."""
    parts: list[_Part] = []
    wanted: Scalar | None = Scalar(name, Span("", 0, 0))
    while wanted is not None:
        node = _file(world, TEMPLATES, wanted, "template", sink, asked=bool(parts))
        if node is None:
            return []
        parts.append(_Part(wanted.text, node))
        wanted = _named(node, EXTENDS)
        if wanted and (len(parts) == MAX_CHAIN or any(part.name == wanted.text for part in parts)):
            what = f"the template {quoted(wanted.text)} is extended by itself, or more than {MAX_CHAIN} templates extend one another"
            sink.error("template-cycle", what, wanted.span, "let one of them extend none, or extend the first directly")
            return []
    return parts[::-1]


def _with_look(world: World, parts: list[_Part], sink: Sink) -> list[MapNode]:
    """The nodes of the files, with that of the look right under the last file that names one."""
    nodes = [part.node for part in parts]
    for place in reversed(range(len(nodes))):
        if wanted := _named(nodes[place], LOOK):
            look = _file(world, LOOKS, wanted, "look", sink, asked=True)
            if look:
                check_file_name(f"{LOOKS}/{wanted.text}.yaml", look, sink)
                nodes.insert(place, look)
            break
    return nodes


def _whole(nodes: list[MapNode], sink: Sink) -> Node | None:
    found: Node | None = None
    for node in nodes:
        found = _over(_scaled(found, node), node, sink) if isinstance(found, MapNode) else overlay([node], sink)
    return found


def _scaled(below: MapNode, above: MapNode) -> MapNode:
    """What a file extends, its lengths multiplied by the file's scale."""
    said = above.get(SCALE)
    factor = _number(said)
    if factor is None:
        return below
    return MapNode(tuple((key, _times(value, factor) if key.text in _LENGTHS else value) for key, value in below.pairs), below.span)


def _times(node: Node, factor: float) -> Node:
    if isinstance(node, MapNode):
        return MapNode(tuple((key, _times(value, factor)) for key, value in node.pairs), node.span)
    if isinstance(node, SeqNode):
        return SeqNode(tuple(_times(item, factor) for item in node.items), node.span)
    length = _number(node)
    return node if length is None else node._replace(text=f"{length * factor:.4f}")


def _number(node: Node | None) -> float | None:
    """A plain decimal; what is none, such as the name of a weight or a mistake, the decoder judges."""
    return float(node.text) if isinstance(node, Scalar) and _DECIMAL.fullmatch(node.text) else None


def _over(below: MapNode, above: MapNode, sink: Sink) -> Node | None:
    """One file over what it extends."""
    old, new = below.get(PAGES), above.get(PAGES)
    if not isinstance(old, SeqNode) or not isinstance(new, SeqNode) or not is_named(new):
        return overlay([below, above], sink)
    known = {name_of(item): item for item in old.items}
    merged = [overlay([*filter(None, (known.get(name_of(item)),)), item], sink) for item in new.items]
    pages = SeqNode(tuple(item for item in merged if item is not None), new.span)
    rest = overlay([_without_pages(below), _without_pages(above)], sink)
    place = next(key for key, _ in above.pairs if key.text == PAGES)
    return MapNode((*rest.pairs, (place, pages)), rest.span) if isinstance(rest, MapNode) else rest


def _without_pages(node: MapNode) -> MapNode:
    return MapNode(tuple(pair for pair in node.pairs if pair[0].text != PAGES), node.span)


def _named(node: MapNode, key: str) -> Scalar | None:
    """The file that a key names; what is no name at all, the decoder reports."""
    found = node.get(key)
    return found if isinstance(found, Scalar) and not found.is_null else None


def _file(world: World, folder: str, wanted: Scalar, what: str, sink: Sink, *, asked: bool) -> MapNode | None:
    """The mapping in a file; `asked`: another file names it, so that its place can be told."""
    path = f"{folder}/{wanted.text}.yaml"
    try:
        node = read_node(world, path, sink)
    except FileNotFoundError:
        if asked:
            known = [name.rpartition("/")[2].removesuffix(".yaml") for name in world.list(folder, ".yaml")]
            hints = (*closest(wanted.text, known), f"known are: {', '.join(known)}")
            sink.error("unknown-id", f"there is no {what} {quoted(wanted.text)}", wanted.span, *hints)
        else:
            sink.error("missing-file", f"there is no file {quoted(path)}", None, "create it, or correct the name")
        return None
    except OSError as e:
        sink.error("unreadable-file", f"{quoted(path)} cannot be read: {e.strerror}", Span(path, 1, 1), mending(e))
        return None
    if node is not None and not isinstance(node, MapNode):
        sink.error("wrong-shape", "keys with values are wanted here", node.span, "write 'key: value' on each line")
        return None
    return node
