"""A number that a local folder changes loses what was proved of the number beneath."""

from __future__ import annotations

from collections.abc import Mapping

from booklet.diag import Sink
from booklet.world.layers import LayeredWorld
from booklet.world.source import MapNode, Node, Scalar, SeqNode, quoted

_DIALLED = ("kind", "number", "e164", "abroad", "address", "extension", "send", "app")
_PROOFS = ("verified", "entered_again", "override")
_VERIFIED = "verified"


def own_evidence(world: LayeredWorld, path: str, node: Node, sink: Sink) -> Node:
    """A service of a chain of folders, without checks that a folder beneath made of a number which one above it changed.

    Error to the sink: local-sources, where the sources too are those of the other number."""
    ranks = {layer.shown(path): n for n, layer in enumerate(world.holding(path))}
    channels = node.get("channels") if isinstance(node, MapNode) else None
    if len(ranks) < 2 or not isinstance(node, MapNode) or not isinstance(channels, SeqNode):
        return node
    checked = node.get(_VERIFIED)
    moved = [_changed(channel, ranks) for channel in channels.items]
    if not any(rank < len(ranks) - 1 for rank in moved):
        return node
    _check_sources(node, channels, moved, ranks, sink)
    lapses = checked is not None and any(_rank(checked, ranks) > rank for rank in moved)
    items = [_proved(c, rank, checked if lapses else None, ranks) for c, rank in zip(channels.items, moved, strict=True)]
    pairs = [(key, SeqNode(tuple(items), channels.span) if key.text == "channels" else value) for key, value in node.pairs]
    return MapNode(tuple((key, value) for key, value in pairs if not (lapses and key.text == _VERIFIED)), node.span)


def _proved(channel: Node, rank: int, of_all: Node | None, ranks: Mapping[str, int]) -> Node:
    """A channel with what was proved of it; `of_all`: the check of the whole service, where that no longer holds for all."""
    if not isinstance(channel, MapNode):
        return channel
    pairs = [(key, value) for key, value in channel.pairs if not (key.text in _PROOFS and _rank(value, ranks) > rank)]
    if of_all is not None and _rank(of_all, ranks) <= rank and not channel.get(_VERIFIED):
        pairs.append((Scalar(_VERIFIED, of_all.span), of_all))
    return MapNode(tuple(pairs), channel.span)


def _check_sources(node: MapNode, channels: SeqNode, moved: list[int], ranks: Mapping[str, int], sink: Sink) -> None:
    sources = node.get("sources")
    for channel, rank in zip(channels.items, moved, strict=True):
        if sources is not None and isinstance(channel, MapNode) and _rank(sources, ranks) > rank:
            name = channel.get("id")
            what = f"the channel {quoted(name.text if isinstance(name, Scalar) else '?')} is changed here, and its sources are those of the shared one"
            sink.error("local-sources", what, channel.span, "write 'sources' here too: where is this from?")


def _changed(channel: Node, ranks: Mapping[str, int]) -> int:
    """The topmost folder that says by what the channel is reached; 0 is one's own."""
    values = [channel.get(key) for key in _DIALLED] if isinstance(channel, MapNode) else []
    return min((_rank(value, ranks) for value in values if value is not None), default=len(ranks) - 1)


def _rank(node: Node, ranks: Mapping[str, int]) -> int:
    return ranks.get(node.span.file, 0)
