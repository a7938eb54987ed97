"""One thing that a local folder says otherwise than what it extends."""

from __future__ import annotations

from enum import StrEnum

from booklet.diag import Span
from booklet.value import compared
from booklet.world.source import MapNode, Node, Scalar

Value = str | list["Value"] | dict[str, "Value"] | None
"""A YAML value as JSON has it; scalars are the text as written, None is nothing."""


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    HIDDEN = "hidden"
    SAME = "same"
    """Written here too, and no longer different."""


@compared
class Change:
    """`path`: keys and names of items within `file`, or the msgctxt of a translation; empty for the file itself."""

    file: str
    path: tuple[str, ...]
    kind: Kind
    here: Value
    shared: Value
    """What stands beneath, None if nothing; of a hidden thing or a file of bytes the digest."""
    span: Span

    @property
    def where(self) -> str:
        """The path as one word."""
        return "/".join(self.path) or "."


def plain(node: Node) -> Value:
    """A node without its places."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, MapNode):
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


def digest(data: bytes) -> str:
    """Enough to see that something changed."""
    from hashlib import sha256

    return f"sha256:{sha256(data).hexdigest()[:16]}"
