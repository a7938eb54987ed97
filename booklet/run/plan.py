"""What there is to build: editions, forms and languages, and the booklets someone asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.job import Job
from booklet.world.files import World


class EditionPlan(NamedTuple):
    """Forms, each with its template, and languages (BCP 47) of an edition, in its own order. `shown`: the languages in
    which all its booklets say something."""

    forms: Mapping[str, str]
    languages: tuple[str, ...]
    shown: tuple[str, ...]


Plan = Mapping[str, EditionPlan]
"""By edition, in the order of booklet.yaml."""


class UnknownName(Exception):
    """An edition, form or language that the project does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(f"there is no {kind} '{name}' here")


def read_plan(world: World) -> Plan:
    """The plan of a project folder. Raises BookletError where booklet.yaml or an edition cannot be read."""
    from booklet.project import read_editions, read_project

    sink = Sink()
    editions = read_editions(world, sink)
    if sink.has_errors:
        read_project(world, Sink(), whole=True)  # raises, with the errors of all other files too
    return {name: EditionPlan(e.forms, e.languages, e.shown) for name, e in editions.items()}


def all_jobs(plan: Plan) -> tuple[Job, ...]:
    """Every booklet of a plan, in its order."""
    return tuple(Job(name, form, lang) for name, p in plan.items() for form in p.forms for lang in p.languages)


def choose(plan: Plan, edition: str | None, forms: Sequence[str], languages: Sequence[str]) -> tuple[Job, ...]:
    """The booklets asked for, in the plan's order; nothing named means all. Raises UnknownName."""
    if edition is not None and edition not in plan:
        raise UnknownName("edition", edition, plan)
    shown = {name: p for name, p in plan.items() if edition in (None, name)}
    _check("form", forms, [form for p in shown.values() for form in p.forms])
    _check("language", languages, [lang for p in shown.values() for lang in p.languages])
    return tuple(
        job for job in all_jobs(shown) if (not forms or job.form in forms) and (not languages or job.locale in languages)
    )


def _check(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(dict.fromkeys(known))
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)


def as_data(plan: Plan) -> list[dict[str, Any]]:
    """Lists only, whose order JSON keeps."""
    return [{"edition": name, "forms": list(p.forms.items()), "languages": p.languages, "shown": p.shown} for name, p in plan.items()]


def from_data(data: Iterable[Mapping[str, Any]]) -> Plan:
    """Undoes `as_data`. Raises KeyError, TypeError or ValueError if it is none."""
    return {p["edition"]: EditionPlan(dict(p["forms"]), tuple(p["languages"]), tuple(p["shown"])) for p in data}
