"""A new service from a few answers: what nobody has said is unknown, and what it still needs before it prints is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from booklet.directory.record import Tree, leaves, plain
from booklet.model.catalogue import Service
from booklet.model.edition import Edition, Gates
from booklet.model.gates import Outcome, explain
from booklet.value import compared

_LONGEST_SHORT_CODE = 6
"""Digits: ITU-T E.164 numbers are longer inside nearly every country."""
_WORLD = "001"


@compared
class Answers:
    """What someone who adds a service must know of it."""

    id: str
    name: str
    country: str
    """ISO 3166-1 alpha-2, or 001."""
    operator: str
    organisation: str
    summary: str
    scope: str = "in_country"
    needs: tuple[str, ...] = ()
    number: str | None = None
    """As printed inside the country, or + and the whole number."""
    free: str = "unknown"
    web: str | None = None
    source: str | None = None
    """Address of the page that shows the number."""
    source_kind: str = "own"
    languages: tuple[str, ...] = ()


def new_service(answers: Answers) -> Tree:
    """Its facts as a file would say them."""
    channels = [*_line(answers)]
    if answers.web:
        channels.append({"id": "web", "kind": "web", "address": answers.web})
    source = {"kind": answers.source_kind, **({"url": answers.source} if answers.source else {})}
    languages: Tree = {"spoken": list(answers.languages)} if answers.languages else {}
    facts = ("tells_police", "tells_immigration", "records_calls", "sends_location", "name_needed")
    return {
        "id": answers.id,
        "status": "active",
        "name": answers.name,
        "country": answers.country,
        "scope": "international" if answers.country == _WORLD else answers.scope,
        "organisation": {"name": answers.organisation, "operator": answers.operator},
        **({"needs": list(answers.needs)} if answers.needs else {}),
        "summary": answers.summary,
        "channels": channels,
        "hours": {"open": "unknown"},
        "languages": {**languages, "basis": "inferred"},
        "confidentiality": dict.fromkeys(facts, "unknown"),
        "consent": "unknown",
        "sources": [source],
    }


def _line(answers: Answers) -> Iterator[Tree]:
    if answers.number:
        digits = re.sub("[^0-9]", "", answers.number)
        line: Tree = {"id": "voice", "kind": "voice", "number": answers.number}
        if answers.number.startswith("+"):
            yield line | {"e164": f"+{digits}", "abroad": answers.number, "national_only": "no", "free": answers.free}
        elif len(digits) <= _LONGEST_SHORT_CODE:
            yield line | {"as_advertised": answers.number, "short_code": "true", "national_only": "yes", "free": answers.free}
        else:
            yield line | {"as_advertised": answers.number, "national_only": "unknown", "free": answers.free}


def id_for(name: str, country: str) -> str:
    """An id to propose: the country and the name, in the letters that ids have."""
    words = "-".join(re.findall("[a-z0-9]+", name.lower()))[:40].strip("-")
    return f"{'intl' if country == _WORLD else country.lower()}-{words or 'service'}"


def still_needed(service: Service) -> list[str]:
    """What stands between a service and a page without PROOF on it: the gates, then the facts nobody knows."""
    day = service.verified.on if service.verified else date(2000, 1, 1)  # ages are of no interest here
    edition = Edition("new", "", "", day, (), (service.country,), (), {}, gates=Gates(live=True))
    rulings = [r for r in explain(service, edition) if r.outcome is not Outcome.IN]
    found = [f"{r.channel}: {r.reason}" if r.channel else r.reason for r in rulings]
    unknown = ["/".join(path) for path, value in leaves(plain(service)) if value == "unknown" and path[-1] != "consent"]
    return [*dict.fromkeys(found), *([f"ask, and write down: {', '.join(unknown)}"] if unknown else [])]
