"""What there is to build: editions, forms and languages, and the booklets someone asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from booklet.diag import Sink
from booklet.job import Job
from booklet.model.form import TOGETHER, tags_in
from booklet.world.files import World

if TYPE_CHECKING:
    from booklet.model.edition import Edition


class FormPlan(NamedTuple):
    """The template of a form and the locales of its booklets. `joined`: each depends on all languages of the edition."""

    template: str
    locales: tuple[str, ...]
    joined: bool = False


class EditionPlan(NamedTuple):
    """Forms and languages (BCP 47) of an edition, in its own order. `shown`: the languages in which all its booklets say
    something; `spoken`: all in which any of them does."""

    forms: Mapping[str, FormPlan]
    languages: tuple[str, ...]
    shown: tuple[str, ...]
    spoken: tuple[str, ...]
    on_request: bool = False
    """Built only if someone names it."""

    def tags(self, job: Job) -> tuple[str, ...]:
        """The languages whose texts a booklet depends on."""
        return self.spoken if self.forms[job.form].joined else tags_in(job.locale, self.languages)


Plan = Mapping[str, EditionPlan]
"""By edition, in the order of booklet.yaml."""


class UnknownName(Exception):
    """An edition, form or language that the project does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(f"there is no {kind} '{name}' here")


def read_plan(world: World) -> Plan:
    """The plan of a project folder. Raises BookletError where booklet.yaml or an edition cannot be read."""
    from booklet.project import read_editions, read_file, read_project

    sink = Sink()
    editions = read_editions(world, sink, None)
    if sink.has_errors:
        read_project(world, Sink(), whole=True)  # raises, with the errors of all other files too
    on_request = read_file(world, sink).on_request
    return {name: _edition_plan(e, name in on_request) for name, e in editions.items()}


def _edition_plan(edition: Edition, on_request: bool) -> EditionPlan:
    forms = {name: FormPlan(f.template, f.locales(edition.languages), f.joined) for name, f in edition.forms.items()}
    return EditionPlan(forms, edition.languages, edition.shown, edition.spoken, on_request)


def all_jobs(plan: Plan) -> tuple[Job, ...]:
    """Every booklet of a plan, in its order."""
    return tuple(Job(name, form, lang) for name, p in plan.items() for form, f in p.forms.items() for lang in f.locales)


def choose(plan: Plan, edition: str | None, forms: Sequence[str], languages: Sequence[str]) -> tuple[Job, ...]:
    """The booklets asked for, in the plan's order; nothing named means all, but for
    editions on request. A language stands for all booklets whose reader
    has it: "th" for "th" and "th+en". Raises UnknownName."""
    if edition is not None and edition not in plan:
        raise UnknownName("edition", edition, plan)
    shown = {name: p for name, p in plan.items() if (not p.on_request if edition is None else name == edition)}
    _check("form", forms, [form for p in shown.values() for form in p.forms])
    jobs = [job for job in all_jobs(shown) if not forms or job.form in forms]
    _check("language", languages, [name for job in jobs for name in _names(job)])
    return tuple(job for job in jobs if not languages or any(name in languages for name in _names(job)))


def _names(job: Job) -> tuple[str, ...]:
    """What asks for a booklet: its reader's language, or its locale."""
    return tuple(dict.fromkeys((job.locale.split(TOGETHER)[0], job.locale)))


def _check(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(dict.fromkeys(known))
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)


def as_data(plan: Plan) -> list[dict[str, Any]]:
    """Lists only, whose order JSON keeps."""
    return [{"edition": name, **p._asdict(), "forms": list(p.forms.items())} for name, p in plan.items()]


def from_data(data: Iterable[Mapping[str, Any]]) -> Plan:
    """Undoes `as_data`. Raises KeyError, TypeError or ValueError if it is none."""
    return {
        p["edition"]: EditionPlan(
            {name: FormPlan(template, tuple(locales), joined) for name, (template, locales, joined) in p["forms"]},
            tuple(p["languages"]), tuple(p["shown"]), tuple(p["spoken"]), bool(p["on_request"]),
        )
        for p in data
    }  # fmt: skip
