"""What a build says for machines: a report beside each booklet, the state of the output folder, diagnostics as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from booklet.diag import Diagnostic, Span, Spot
from booklet.job import OUTPUT, Job
from booklet.run import plan as plans
from booklet.run import sealed
from booklet.run.plan import Plan
from booklet.world.files import World

if TYPE_CHECKING:
    from booklet.build import Built
    from booklet.impose.sheet import Imposition
    from booklet.l10n.languages import Language
    from booklet.layout.fit import Fitted
    from booklet.model.edition import Edition
    from booklet.preflight import Checked

REPORT = "report.json"
STATE = f"{OUTPUT}/build.json"

Report = dict[str, Any]
"""report.json, see output/README.md."""

_NEEDED = frozenset(("inputs", "files", "warnings", "language", "title", "as_of", "pages", "sheets", "marks", "showcase", "paper", "copies"))


def make_report(
    built: Built, checked: Checked, inputs: str, language: Language, edition: Edition, files: Mapping[str, bytes], warnings: Iterable[Diagnostic]
) -> Report:
    """Facts of one booklet whose finished files are `checked`. `files`: by name within its folder; `inputs`: fingerprint.

    No clock, no path outside the folder."""
    from booklet.preflight.checks import results
    from booklet.units import MM

    warnings = tuple(warnings)
    pages = built.document.pages
    return {
        "inputs": inputs,
        "edition": built.job.edition,
        "form": built.job.form,
        "locale": built.job.locale,
        "title": built.story.title.text,
        "language": {"autonym": language.autonym, "direction": language.direction.value},
        "as_of": edition.as_of.isoformat(),
        "trim_mm": [round(length / MM, 2) for length in built.document.trim],
        "pages": len(pages),
        "sheets": len(built.imposition.sheets),
        "copies": built.imposition.copies,
        "paper": _paper(built.imposition),
        "ink": list(checked.ink),
        "fit": _fit(built.fitted),
        "marks": {mark: [p.number for p in pages if mark in p.marks] for mark in sorted({m for p in pages for m in p.marks})},
        "codes": [code._asdict() | {"area": [round(edge, 2) for edge in code.area]} for code in checked.symbols],
        "preflight": {"pages": checked.pages, "sheets": checked.sheets, "texts": checked.texts, "codes": len(checked.symbols)},
        "checks": [{"id": c.check.id, "result": c.result.value} for c in results(warnings, alone=False)],
        "showcase": _showcase(len(pages), [code.page for code in checked.symbols]),
        "files": {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in sorted(files.items())},
        "warnings": [diagnostic_data(d) for d in warnings],
    }


def _paper(imposition: Imposition) -> dict[str, Any]:
    """How its sheets are printed and what hands do with them."""
    spec = imposition.spec
    return {
        "size": spec.paper.value,
        "scheme": spec.scheme.value,
        "gsm": spec.gsm,
        "sides": len(imposition.sides),
        "cuts": imposition.block.cuts if imposition.block else 0,
        "signatures": imposition.signatures,
    }


def _fit(fitted: Fitted | None) -> dict[str, Any] | None:
    """What fills the pages, for how many are left for notes, and of how many choices."""
    if fitted is None:
        return None
    choice = fitted.choice
    return {
        "letters": choice.letters, "leading": choice.leading, "spacing": choice.spacing, "cards": choice.cards.value,
        "extra": choice.extra, "said": choice.said, "notes": fitted.extent.notes, "cost": fitted.cost, "tried": fitted.tried,
    }  # fmt: skip


def _showcase(count: int, with_codes: Iterable[int]) -> list[int]:
    """Pages that show at a glance what the booklet is: its cover, the page behind it, the first with a code."""
    return [n for n in dict.fromkeys((1, 2, *list(with_codes)[:1])) if n <= count]


def read_report(world: World, job: Job) -> Report | None:
    """The report of a booklet, if it was built before."""
    data = _load(world, f"{job.folder}/{REPORT}")
    return data if data is not None and data.keys() >= _NEEDED else None


def is_current(report: Report, inputs: str) -> bool:
    """Whether a booklet was made from these inputs (a fingerprint)."""
    return bool(report["inputs"] == inputs)


def is_whole(world: World, job: Job, report: Report) -> bool:
    """Whether all files of a booklet are as the build left them."""
    try:
        return all(
            sha256(world.read(f"{job.folder}/{name}")).hexdigest() == facts["sha256"]
            for name, facts in report["files"].items()
        )
    except (OSError, KeyError, TypeError):
        return False


class State(NamedTuple):
    """What the project asked for when it was last read, and what was odd about it."""

    plan: Plan
    warnings: tuple[Diagnostic, ...]


def dump_state(inputs: str, state: State) -> bytes:
    """build.json."""
    warnings = [diagnostic_data(d) for d in state.warnings]
    return sealed.dump({"inputs": inputs, "plan": plans.as_data(state.plan), "warnings": warnings})


def read_state(world: World, inputs: str) -> State | None:
    """The state, if nothing has changed since."""
    data = _load(world, STATE)
    if data is None or data.get("inputs") != inputs:
        return None
    try:
        return State(plans.from_data(data["plan"]), tuple(diagnostic_from(d) for d in data["warnings"]))
    except (KeyError, TypeError, ValueError):
        return None


def _load(world: World, path: str) -> dict[str, Any] | None:
    """What this program wrote; None where it is missing or damaged."""
    try:
        return sealed.load(world.read(path))
    except OSError:
        return None


def diagnostic_data(d: Diagnostic) -> dict[str, Any]:
    """A diagnostic as data."""
    place = {"file": d.span.file, "line": d.span.line, "column": d.span.column} if d.span else None
    spot = {"file": d.spot.file, "page": d.spot.page, "box": d.spot.box and [round(edge, 2) for edge in d.spot.box]} if d.spot else None
    return {"severity": d.severity, "code": d.code, "message": d.message, "place": place, "hints": list(d.hints), "spot": spot}


def diagnostic_from(data: Mapping[str, Any]) -> Diagnostic:
    """Undoes `diagnostic_data`."""
    place = data["place"]
    span = Span(place["file"], place["line"], place["column"]) if place else None
    found = data.get("spot")
    spot = Spot(found["file"], found["page"], tuple(found["box"]) if found["box"] else None) if found else None
    return Diagnostic(data["severity"], data["code"], data["message"], span, tuple(data["hints"]), spot=spot)
