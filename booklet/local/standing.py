"""How each local change stands to what is shared today: recorded, behind it, against it, or about nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.local.change import Change, Kind, Value
from booklet.local.changes import changes
from booklet.local.lock import Recorded, read_lock
from booklet.value import compared
from booklet.world.layers import LayeredWorld, read_node
from booklet.world.source import MapNode, Scalar, SeqNode

SERVICES = "content/services"
_DIALLED = frozenset(("number", "e164", "abroad", "address", "send", "extension", "short_code"))
"""Keys of a channel by which someone is reached."""
_ACCEPT = "look at both, change the local value or leave it, then run 'booklet diff --accept'"


class Standing(StrEnum):
    """From calm to alarming."""

    RECORDED = "recorded"
    SAME = "same"
    """The shared content says the same: the local value is no longer needed."""
    UNRECORDED = "unrecorded"
    """Nobody could tell if the shared value changes."""
    BEHIND = "behind"
    """The shared value changed after someone last looked."""
    NUMBER = "number"
    """So did one by which people are reached."""
    NOTHING = "nothing"
    """It hides what is not there."""
    GONE = "gone"
    """It changes, or hides, what the shared content no longer has, or has under another name."""


CONTRADICTIONS = (Standing.BEHIND, Standing.NUMBER, Standing.NOTHING, Standing.GONE)


@compared
class Finding:
    """A change with its standing. `before`: the shared value that is recorded; `now_named`: its id today, if it has another."""

    change: Change
    standing: Standing
    before: Value = None
    now_named: str | None = None


def findings(world: LayeredWorld, sink: Sink) -> tuple[Finding, ...]:
    """Every change of a local folder, judged. Errors of files that cannot be read go to `sink`."""
    recorded = read_lock(world.own, sink)
    names = _FormerNames(world.beneath)
    return tuple(_judge(change, recorded, names) for change in changes(world, sink))


def check_local(world: LayeredWorld, sink: Sink) -> None:
    """Report what a build should not pass over.

    Errors: local-gone, local-number, local-place. Warnings: local-behind, local-nothing, local-unrecorded."""
    _check_places(world, sink)
    unread = Sink()  # whoever reads the content tells
    found = findings(world, unread)
    for finding in found:
        _report(finding, sink)
    loose = [f.change for f in found if f.standing is Standing.UNRECORDED]
    if loose:
        what = f"of {len(loose)} local changes" if len(loose) > 1 else f"of '{loose[0].where}'"
        sink.warn("local-unrecorded", f"the shared value {what} is not recorded", loose[0].span, "run 'booklet diff', then 'booklet diff --accept'")


def _judge(change: Change, recorded: Recorded, names: _FormerNames) -> Finding:
    known = recorded.get(change.file, {})
    if change.kind is Kind.SAME:
        return Finding(change, Standing.SAME, change.shared)
    if change.shared is None:
        return _judge_alone(change, known, names)
    if change.where not in known:
        return Finding(change, Standing.UNRECORDED)
    before = known[change.where]
    if before == change.shared:
        return Finding(change, Standing.RECORDED, before)
    reaches = change.path[:1] == ("channels",) and change.path[-1] in _DIALLED
    return Finding(change, Standing.NUMBER if reaches else Standing.BEHIND, before)


def _judge_alone(change: Change, known: Mapping[str, Value], names: _FormerNames) -> Finding:
    """A change that has nothing beneath it (any more)."""
    inside = "" if not change.path else f"{change.where}/"
    was = [value for path, value in known.items() if (path == change.where or path.startswith(inside)) and value is not None]
    stem = change.file.rpartition("/")[2].removesuffix(".yaml")
    renamed = names.now(stem) if change.file.startswith(SERVICES) and not change.path else None
    if was or renamed:
        return Finding(change, Standing.GONE, was[0] if was else None, renamed)
    return Finding(change, Standing.NOTHING if change.kind is Kind.HIDDEN else Standing.RECORDED)


def _report(finding: Finding, sink: Sink) -> None:
    change, said = finding.change, finding.standing
    about = f"'{change.where}'" if change.path else f"'{change.file}'"
    if said is Standing.GONE:
        hint = f"rename the file to '{finding.now_named}.yaml', and its id" if finding.now_named else "remove it here, or write it out as your own and run 'booklet diff --accept'"
        what = f"is called '{finding.now_named}' now" if finding.now_named else "is no longer in the shared content"
        sink.error("local-gone", f"{about} is {change.kind} here, but {what}", change.span, hint)
    elif said is Standing.NOTHING:
        sink.warn("local-nothing", f"{about} is hidden here, but is not in the shared content", change.span, "correct the name, or remove it")
    elif said is Standing.NUMBER:
        sink.error("local-number", f"{about} is {_shown(change)} here; the shared content changed it from {quote(finding.before)} to {quote(change.shared)}", change.span, _ACCEPT)
    elif said is Standing.BEHIND:
        sink.warn("local-behind", f"{about} is {_shown(change)} here; the shared content has changed it since", change.span, _ACCEPT)


def _shown(change: Change) -> str:
    return "hidden" if change.kind is Kind.HIDDEN else quote(change.here)


def quote(value: Value) -> str:
    """A value on one line, not endless."""
    import json

    text = "nothing" if value is None else f"'{value}'" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return f"{text[:70]}…'" if len(text) > 72 else text


def _check_places(world: LayeredWorld, sink: Sink) -> None:
    """A service is known by the name of its file, so one of the same name elsewhere would be a second one."""
    shared = {path.rpartition("/")[2]: path for path in world.beneath.list(SERVICES, ".yaml")}
    for path in world.own.list(SERVICES, ".yaml"):
        other = shared.get(path.rpartition("/")[2], path)
        if other != path:
            sink.error("local-place", f"the shared content has this service at '{other}'", Span(path, 1, 1), "move the file there, or give it another id")


class _FormerNames:
    """Ids that services had before, looked up only if someone asks."""

    def __init__(self, world: LayeredWorld) -> None:
        self._world = world
        self._found: dict[str, str] | None = None

    def now(self, former: str) -> str | None:
        if self._found is None:
            self._found = dict(self._read())
        return self._found.get(former)

    def _read(self) -> Iterator[tuple[str, str]]:
        for path in self._world.list(SERVICES, ".yaml"):
            if b"was:" not in self._world.read(path):
                continue
            node = read_node(self._world, path, Sink())
            was = node.get("was") if isinstance(node, MapNode) else None
            items: Iterable[object] = was.items if isinstance(was, SeqNode) else ()
            yield from ((old.text, path.rpartition("/")[2].removesuffix(".yaml")) for old in items if isinstance(old, Scalar))
