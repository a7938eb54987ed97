"""Small typed values that content files are made of."""

from __future__ import annotations

from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.value import compared
from booklet.world.badtext import faults
from booklet.world.scalars import read_text
from booklet.world.source import Node, quoted


class Answer(StrEnum):
    """A fact as far as it is known. `ask`: the service says it depends; `unknown`: nobody has found out. Both print as "ask"."""

    YES = "yes"
    NO = "no"
    ASK = "ask"
    UNKNOWN = "unknown"


class Weekday(StrEnum):
    """ISO 8601 order."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


@compared
class LocalName:
    """A name as people around it write it, for a driver or guard to read. Never translated."""

    text: str
    lang: str


@compared
class Text:
    """A translatable string. `context` is its msgctxt, `<type>:<entity-id>/<field>[/<item-id>]`; `source` is English."""

    source: str
    context: str
    span: Span
    otherwise: Text | None = None
    """The same in other words, for languages that have no translation of this."""

    @classmethod
    def from_node(cls, node: Node, context: str, sink: Sink) -> Text | None:
        """From a scalar, without the blanks around it; None after an error (no text, or not a scalar).

        A text with characters that do not belong into it is given all the same, with the error bad-text."""
        source = read_text(node, sink)
        if source is None:
            return None
        for fault in faults(source):
            where = quoted(source[max(0, fault.start - 20) : fault.start]) if fault.start else "its beginning"
            sink.error("bad-text", f"the text '{context}' {fault.message}, after {where}", node.span, fault.hint)
        return cls(source.strip(), context, node.span)
