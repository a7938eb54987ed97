"""Templates that extend others: short files, merged, with every complaint at its own line."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from booklet.diag import Sink
from booklet.model.read_template import MAX_CHAIN, read_template
from booklet.model.template import PageKind, Template
from booklet.world.files import DiskWorld, MemoryWorld, shipped_root

A6 = DiskWorld(shipped_root()).read("content/templates/a6.yaml")


def read(own: str, **others: str) -> tuple[Template | None, tuple[str, ...]]:
    """The template `mine`, beside `a6` and others."""
    files = {f"content/templates/{name.replace('_', '-')}.yaml": text.encode() for name, text in others.items()}
    looks = {path.replace("templates/look-", "looks/"): data for path, data in files.items()}
    world = MemoryWorld({"content/templates/a6.yaml": A6, "content/templates/mine.yaml": own.encode(), **looks})
    sink = Sink()
    return read_template(world, "mine", sink), tuple(map(str, sink.finish()))


def good(own: str, **others: str) -> Template:
    template, complaints = read(own, **others)
    assert template is not None, complaints
    assert not complaints
    return template


@pytest.fixture(scope="module")
def a6() -> Template:
    found = read_template(MemoryWorld({"content/templates/a6.yaml": A6}), "a6", Sink())
    assert found
    return found


def test_a_short_file_is_the_template_it_extends_but_for_what_it_says(a6: Template) -> None:
    mine = good("id: mine\nextends: a6\nmargins: {top: 12}\nmeasures: {list-row: 20, own: 3}\ndigits: {danger: [13, 9]}\npages_max: 20\n")
    assert mine == replace(
        a6, id="mine", extends="a6", margins=replace(a6.margins, top=12), measures={**a6.measures, "list-row": 20, "own": 3},
        digits={**a6.digits, "danger": (13, 9)}, pages_max=20, span=mine.span,
    )  # fmt: skip
    assert mine.span.file == "content/templates/mine.yaml"


def test_pages_are_a_sequence_of_its_own_whose_pages_take_over_what_they_do_not_say(a6: Template) -> None:
    mine = good("id: mine\nextends: a6\npages:\n  - {id: numbers}\n  - {id: danger, icon: phone, section: null}\n  - {id: cover}\n  - {id: more, kind: notes, title: title.notes, icon: pencil}\n")
    known = {page.id: page for page in a6.pages}
    assert [page.id for page in mine.pages] == ["numbers", "danger", "cover", "more"]
    assert mine.pages[0] == known["numbers"]
    assert mine.pages[1] == replace(known["danger"], icon="phone", section=None)
    assert mine.pages[3].kind is PageKind.NOTES


def test_a_chain_of_templates(a6: Template) -> None:
    mine = good("id: mine\nextends: between\nunit: 2\n", between="id: between\nextends: a6\nunit: 1\nqr_module: 0.7\n")
    assert (mine.unit, mine.qr_module, mine.pages) == (2, 0.7, a6.pages)


def test_a_look_lies_between_what_is_extended_and_what_is_said(a6: Template) -> None:
    looks = {"look_bold": "id: bold\nrules: {hair: 0.4, mid: 0.9, card: 1.1}\n", "look_fine": "id: fine\nrules: {mid: 0.3}\n"}
    mine = good("id: mine\nextends: a6\nlook: bold\nrules: {card: 2}\n", **looks)
    assert mine.rules == {**a6.rules, "hair": 0.4, "mid": 0.9, "card": 2}
    again = good("id: mine\nextends: worn\nlook: fine\n", worn="id: worn\nextends: a6\nlook: bold\nrules: {card: 2}\n", **looks)
    assert again.rules == {**a6.rules, "mid": 0.3, "card": 2}
    inherited = good("id: mine\nextends: worn\n", worn="id: worn\nextends: a6\nlook: bold\nrules: {card: 2}\n", **looks)
    assert inherited.rules == mine.rules


@pytest.mark.parametrize(
    ("own", "code", "place"),
    [
        ("id: mine\nextends: a66\n", "unknown-id", "mine.yaml:2:10"),
        ("id: mine\nextends: a6\nlook: none-such\n", "unknown-id", "mine.yaml:3:7"),
        ("id: mine\nextends: mine\n", "template-cycle", "mine.yaml:2:10"),
        ("id: mine\nextends: back\n", "template-cycle", "back.yaml:2:10"),
        ("id: mine\nextends: a6\nmeasures: {list-row: high}\n", "wrong-type", "mine.yaml:3:22"),
        ("id: mine\nextends: a6\npages:\n  - {id: choose, kin: list}\n", "unknown-key", "mine.yaml:4:18"),
        ("id: mine\nextends: a6\npages:\n  - {id: danger}\n  - {id: danger}\n", "duplicate-id", "mine.yaml:5:10"),
        ("id: mine\nextends: a6\npages:\n  - {id: other, title: title.notes, icon: pencil}\n", "missing-key", "mine.yaml:4:5"),
        ("id: mine\nextends: broken\n", "wrong-type", "broken.yaml:3:7"),
        ("id: other\nextends: a6\n", "file-name", "mine.yaml:1:5"),
        ("id: mine\nextends: [a6]\n", "wrong-shape", "mine.yaml:2:10"),
        ("id: mine\nextends: listed\n", "wrong-shape", "listed.yaml:1:1"),
        ("id: mine\nextends: a6\nlook: wrong\n", "file-name", "wrong.yaml:1:5"),
    ],
)
def test_each_mistake_is_told_at_its_line(own: str, code: str, place: str) -> None:
    others = {"back": "id: back\nextends: mine\n", "broken": "id: broken\nextends: a6\nunit: wide\n", "listed": "- 1\n", "look_wrong": "id: right\n"}
    _, complaints = read(own, **others)
    assert any(f"[{code}]" in c and place in c for c in complaints), complaints


def test_a_chain_has_an_end() -> None:
    """As many templates as may extend one another, and one more."""

    def chain(length: int) -> tuple[Template | None, tuple[str, ...]]:
        others = {f"t{n}": f"id: t{n}\nextends: t{n + 1}\n" for n in range(1, length - 2)}
        return read("id: mine\nextends: t1\n", **others, **{f"t{length - 2}": f"id: t{length - 2}\nextends: a6\n"})

    assert chain(MAX_CHAIN)[0] is not None
    found, complaints = chain(MAX_CHAIN + 1)
    assert found is None
    assert re.search(r"error\[template-cycle\]", complaints[0])


def test_a_scale_multiplies_the_lengths_it_takes_over(a6: Template) -> None:
    mine = good("id: mine\nextends: a6\nscale: 1.5\nsteps: {body: {x: 4}}\nmeasures: {list-row: 20}\n")
    assert mine.trim == (157.5, 222.75)
    assert (mine.step("body").x, mine.step("body").leading) == (4, pytest.approx(a6.step("body").leading * 1.5))
    assert mine.measure("list-row") == 20
    assert mine.measure("icon-column") == pytest.approx(a6.measure("icon-column") * 1.5)
    assert mine.heights("full") == pytest.approx([h * 1.5 for h in a6.heights("full")])
    assert (mine.pages_min, mine.icons) == (a6.pages_min, a6.icons)
    twice = good("id: mine\nextends: large\nunit: 3\n", large="id: large\nextends: a6\nscale: 1.5\n")
    assert twice.trim == mine.trim
