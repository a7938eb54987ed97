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
