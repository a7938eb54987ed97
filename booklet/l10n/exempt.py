"""translations/exempt.yaml: findings that someone has looked at and let stand, each for one text as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.l10n.people import PSEUDONYM_RULE, is_pseudonym
from booklet.l10n.proof import Proof
from booklet.value import compared
from booklet.world.decode import decode
from booklet.world.files import World
from booklet.world.source import read_yaml

FILE = "translations/exempt.yaml"


class Check(StrEnum):
    """The numbers of the checks (docs/checks.md)."""

    L01, L02, L03, L04, L05 = "L01", "L02", "L03", "L04", "L05"
    L06, L07, L08, L09, L10 = "L06", "L07", "L08", "L09", "L10"
    L11, L12, L13, L14, L15 = "L11", "L12", "L13", "L14", "L15"


ABOUT_FACTS = frozenset((Check.L01, Check.L02, Check.L03))
"""A wrong number is wrong whoever has looked at it."""
ON_PAGES = frozenset((Check.L14, Check.L15))
"""Found only by setting the pages."""


@compared
class Exemption:
    """`key`: the entry's msgctxt; `by`: a pseudonym; `of`: the hash of the entry that was looked at."""

    check: Check
    key: str
    lang: str
    reason: str
    by: str
    on: date
    of: str
    span: Span = Span("", 0, 0)


@compared
class ExemptFile:
    """translations/exempt.yaml."""

    exemptions: tuple[Exemption, ...]


def read_exemptions(world: World, sink: Sink) -> tuple[Exemption, ...]:
    """The exemptions of a project that can count, none if it has no such file.

    Errors: exempt-fact, where one excuses a wrong fact; exempt-person, where `by` is no pseudonym; and those of YAML."""
    node = read_yaml(FILE, world.read(FILE), sink) if world.exists(FILE) else None
    table = decode(node, ExemptFile, sink) if node is not None else None
    return tuple(e for e in (table.exemptions if table else ()) if _is_sound(e, sink))


def _is_sound(exemption: Exemption, sink: Sink) -> bool:
    check, by = exemption.check, exemption.by
    if check in ABOUT_FACTS:
        sink.error("exempt-fact", f"'{check}' is about facts, which nothing exempts", exemption.span, "correct the translation")
    if not is_pseudonym(by):
        sink.error("exempt-person", f"'by' of {len(by)} characters is no pseudonym", exemption.span, f"write {PSEUDONYM_RULE}")
        return False
    return check not in ABOUT_FACTS


def without_exempted(
    proofs: Iterable[Proof], exemptions: Iterable[Exemption], languages: Collection[str], checks: Collection[str], sink: Sink
) -> tuple[Proof, ...]:
    """The proofs that no exemption excuses. Warnings: exempt-stale, where the text has changed since; exempt-unused, where
    there is nothing to excuse. `languages` and `checks`: what was looked at."""
    excused = {(e.check.value, e.key, e.lang): e for e in exemptions}
    stale: dict[Exemption, str] = {}
    used: set[Exemption] = set()
    kept: list[Proof] = []
    for proof in proofs:
        exemption = excused.get((proof.finding.check, proof.key, proof.lang))
        if exemption and exemption.of == proof.of:
            used.add(exemption)
            continue
        if exemption:
            stale[exemption] = proof.of
        kept.append(proof)
    for exemption in excused.values():
        if exemption in stale:
            what = f"{_subject(exemption)} excuses an older text than the one with the hash '{stale[exemption]}'"
            hint = "look at the text again, then write the new hash, or remove the exemption"
            sink.warn("exempt-stale", what, exemption.span, hint)
        elif exemption not in used and exemption.lang in languages and exemption.check in checks:
            what = f"{_subject(exemption)} excuses nothing: the text passes the check, or is not there"
            sink.warn("exempt-unused", what, exemption.span, "remove it")
    return tuple(kept)


def _subject(exemption: Exemption) -> str:
    return f"the exemption of '{exemption.key}' from {exemption.check} in '{exemption.lang}'"
