"""What there is to build: editions, forms and languages, and the booklets someone asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.world.files import World

OUTPUT = "output"


class Target(NamedTuple):
    """One booklet to build."""

    edition: str
    form: str
    locale: str

    @property
    def folder(self) -> str:
        """Where its files belong, relative to the project."""
        return f"{OUTPUT}/{self.edition}/{self.form}/{self.locale}"

    def __str__(self) -> str:
        return f"{self.edition} {self.form} {self.locale}"


class EditionPlan(NamedTuple):
    """Forms and languages (BCP 47) of an edition, in its own order."""

    forms: tuple[str, ...]
    languages: tuple[str, ...]


Plan = Mapping[str, EditionPlan]
"""By edition, in the order of booklet.yaml."""


class UnknownName(Exception):
    """An edition, form or language that the project does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(f"there is no {kind} '{name}' here")


def read_plan(world: World) -> Plan:
    """The plan of a project folder. Raises BookletError where booklet.yaml or an edition cannot be read."""
    from booklet.project import read_editions

    sink = Sink()
    editions = read_editions(world, sink)
    sink.stop_on_errors()
    return {name: EditionPlan(tuple(e.forms), e.languages) for name, e in editions.items()}


def choose(plan: Plan, edition: str | None, forms: Sequence[str], languages: Sequence[str]) -> tuple[Target, ...]:
    """The booklets asked for, in the plan's order; nothing named means all. Raises UnknownName."""
    if edition is not None and edition not in plan:
        raise UnknownName("edition", edition, plan)
    shown = {name: p for name, p in plan.items() if edition in (None, name)}
    _check("form", forms, [form for p in shown.values() for form in p.forms])
    _check("language", languages, [lang for p in shown.values() for lang in p.languages])
    return tuple(
        Target(name, form, lang)
        for name, p in shown.items()
        for form in p.forms
        if not forms or form in forms
        for lang in p.languages
        if not languages or lang in languages
    )


def _check(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(dict.fromkeys(known))
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)


def as_data(plan: Plan) -> dict[str, Any]:
    return {name: {"forms": p.forms, "languages": p.languages} for name, p in plan.items()}


def from_data(data: Mapping[str, Any]) -> Plan:
    """Raises KeyError or TypeError if it is none."""
    return {name: EditionPlan(tuple(p["forms"]), tuple(p["languages"])) for name, p in data.items()}
