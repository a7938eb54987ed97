"""Writes the table of facts and their printed sentences into docs/content.md: `python tools/facts.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from booklet.diag import Sink
from booklet.model.catalogue import Catalogue, FactName, Operator
from booklet.model.read import read_catalogue
from booklet.world.files import DiskWorld

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "content.md"
START, END = "<!-- facts: written by tools/facts.py -->\n", "<!-- end of facts -->\n"

_OTHERS = (
    ("tells_police, tells_immigration", "both unknown", "fact.told.ask"),
    ("national_only", "yes", "call.only_inside"),
    ("free", "yes", "call.free_label"),
    ("free", "no", "call.paid_label"),
    ("free", "ask, unknown", "cost.unknown"),
    ("waiting", "yes", "waiting.yes"),
    ("ask_for", "given", "ask_for.say"),
    ("hours.open", "always", "hours.always"),
    ("hours.open", "unknown", "hours.unknown"),
    ("hours.as_of", "two years or more before the edition", "hours.old"),
    ("languages.basis", "inferred", "languages.ask"),
    ("languages.spoken", "`mul` only", "languages.many"),
    ("scope", "nationals_abroad", "scope.nationals_abroad"),
    ("hours.holidays", "yes", "hours.holidays.yes"),
    ("hours.holidays", "no", "hours.holidays.no"),
    ("hours.holidays", "ask, unknown", "hours.holidays.ask"),
    ("languages.at", "given", "languages.at"),
    ("dial_from", "given", "dial.from"),
    ("extension", "given", "dial.extension"),
    ("send", "given", "sms.send"),
    ("free_abroad", "yes", "dial.free_abroad.yes"),
    ("free_abroad", "no", "dial.free_abroad.no"),
    ("free_abroad", "ask, unknown", "dial.free_abroad.ask"),
    ("eligibility.accepts_men", "yes", "fact.accepts_men.yes"),
    ("eligibility.accepts_men", "no", "fact.accepts_men.no"),
    ("eligibility.accepts_men", "ask, unknown", "fact.accepts_men.ask"),
    ("eligibility.accepts_children", "yes", "fact.accepts_children.yes"),
    ("eligibility.accepts_children", "no", "fact.accepts_children.no"),
    ("eligibility.accepts_children", "ask, unknown", "fact.accepts_children.ask"),
    ("eligibility.victim_status_needed", "yes", "fact.victim_status_needed.yes"),
    ("eligibility.victim_status_needed", "no", "fact.victim_status_needed.no"),
    ("eligibility.victim_status_needed", "ask, unknown", "fact.victim_status_needed.ask"),
    ("eligibility.minimum_age, maximum_age", "both", "ages.between"),
    ("eligibility.minimum_age", "alone", "ages.from"),
    ("eligibility.maximum_age", "alone", "ages.to"),
    ("eligibility.sex", "female", "only.female"),
    ("eligibility.sex", "male", "only.male"),
    ("eligibility.nationalities", "each", "only.nationals"),
    ("required_documents.needed", "no", "papers.none"),
    ("required_documents.needed", "ask, unknown", "papers.ask"),
    ("required_documents.documents", "each", "papers.bring"),
    ("cost.free", "yes", "help.free.yes"),
    ("cost.free", "no", "help.free.no"),
    ("cost.free", "ask, unknown", "help.free.ask"),
    ("cost.amount", "given", "help.price"),
    ("has_shelter", "yes", "shelter.yes"),
    ("has_shelter", "no", "shelter.no"),
    ("has_shelter", "ask, unknown", "shelter.ask"),
    ("does_not", "given", "does_not.say"),
    ("former_names", "each", "former.say"),
    ("passes_to", "each", "passes.say"),
    ("see_also", "each", "see.say"),
)


def rows() -> Iterator[tuple[str, str, str]]:
    """Fact, answer, id of the message or word that prints."""
    yield "organisation.operator", "police", "fact.police"
    for name in FactName:
        yield from ((name.value, answer, f"fact.{name.value}.{answer}") for answer in ("yes", "no", "ask"))
    yield from _OTHERS
    yield from (("organisation.operator", o.value, f"operator.{o.value}") for o in Operator if o is not Operator.POLICE)


def table(catalogue: Catalogue) -> str:
    """The table in Markdown. KeyError if a sentence does not exist."""
    texts = {i: message.text.source for i, message in catalogue.messages.items()}
    texts |= {i: word.text.source for i, word in catalogue.words.items()}
    lines = [f"| `{fact}` | {answer} | {texts[name]} |" for fact, answer, name in rows()]
    return "\n".join(("| Fact | Answer | What prints (English) |", "| --- | --- | --- |", *lines)) + "\n"


def renewed(page: str, catalogue: Catalogue) -> str:
    """The page with its table made anew."""
    before, rest = page.split(START)
    return f"{before}{START}\n{table(catalogue)}\n{END}{rest.split(END)[1]}"


def main() -> int:
    """Write the page; 1 if the content has errors."""
    sink = Sink()
    catalogue = read_catalogue(DiskWorld(ROOT), sink)
    if sink.has_errors:
        print(*sink.finish(), sep="\n", file=sys.stderr)
        return 1
    PAGE.write_text(renewed(PAGE.read_text("utf-8"), catalogue), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
