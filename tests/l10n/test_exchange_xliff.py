"""XLIFF as OASIS defines it, and as translation programs give it back."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from exchanging import HOSTILE, codes, drafted, fuzzy, message, returned, reviewed, sent, take_in

from booklet.diag import BookletError
from booklet.l10n.exchange.read import read_rows
from booklet.l10n.exchange.rows import rows
from booklet.l10n.exchange.xliff import NAMESPACE, write_xliff
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry
from booklet.l10n.states import EntryState, state

NMTOKEN = re.compile(r"[\w.:-]+")
YES_NO = re.compile("yes|no")
SIDE = re.compile("ltr|rtl|auto")
ANY = re.compile(".*", re.DOTALL)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RULES = {
    # element: children in order, required and optional attributes (xliff-core-2.0.xsd of the OASIS Standard, 5 August 2014)
    "xliff": ("(file )+", {"version": re.compile("2[.]0"), "srcLang": ANY}, {"trgLang": ANY, SPACE: ANY}),
    "file": ("(skeleton )?(notes )?((unit |group )+)", {"id": NMTOKEN}, {"canResegment": YES_NO, "original": ANY, "translate": YES_NO, "srcDir": SIDE, "trgDir": SIDE, SPACE: ANY}),
    "unit": ("(notes )?(originalData )?((segment |ignorable )+)", {"id": NMTOKEN}, {"name": ANY, "canResegment": YES_NO, "translate": YES_NO, "srcDir": SIDE, "trgDir": SIDE, SPACE: ANY}),
    "notes": ("(note )+", {}, {}),
    "note": ("", {}, {"id": NMTOKEN, "appliesTo": re.compile("source|target"), "category": ANY, "priority": re.compile("[1-9]|10")}),
    "segment": ("source (target )?", {}, {"id": NMTOKEN, "canResegment": YES_NO, "state": re.compile("initial|translated|reviewed|final"), "subState": re.compile(r"[^\s:]+:[^\s:]+")}),
    "source": ("(ph )*", {}, {SPACE: ANY}),
    "target": ("(ph )*", {}, {SPACE: ANY, "order": re.compile("[1-9][0-9]*")}),
    "ph": ("", {"id": NMTOKEN}, {"equiv": ANY, "disp": ANY, "canCopy": YES_NO, "canDelete": YES_NO}),
}  # fmt: skip


def check(element: ElementTree.Element) -> None:
    """An element and all below it, by the rules of the schema."""
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    children, required, optional = RULES[name]
    assert re.fullmatch(children, "".join(child.tag.removeprefix(f"{{{NAMESPACE}}}") + " " for child in element)), name
    own = {key: value for key, value in element.items() if not key.startswith("{urn:booklet:")}
    assert own.keys() >= required.keys()
    for key, value in own.items():
        assert (required | optional)[key].fullmatch(value), (name, key, value)
    for child in element:
        check(child)


def check_constraints(root: ElementTree.Element) -> None:
    """What the text of the standard asks beyond the schema (4.2, 4.3.1)."""
    for file in root:
        units = [unit.get("id") for unit in file]
        assert len(units) == len(set(units))
    assert len({file.get("id") for file in root}) == len(root)
    for segment in root.iter(f"{{{NAMESPACE}}}segment"):
        assert "state" in segment.keys() or "subState" not in segment.keys()  # noqa: SIM118
        for text in segment:
            ids = [code.get("id") for code in text]
            assert len(ids) == len(set(ids))
        names = [{code.get("id"): code.get("equiv") for code in text} for text in segment]
        for source, target in pairwise(names):
            assert all(source[key] == target[key] for key in source.keys() & target.keys())


ONE, TWO, THREE, FOUR, FIVE, SIX = (message(name=name) for name in ("one", "two", "three", "four", "five", "six"))
STATES = (replace(ONE, targets=("",)), fuzzy(TWO), drafted(THREE), FOUR, reviewed(FIVE, "R7"), replace(SIX, comments=("review: by=R7 on=2026-01-01 of=00000000",)))


@pytest.mark.parametrize("protect", [False, True])
def test_a_document_is_valid(protect: bool, languages: dict[str, Language]) -> None:
    hostile = tuple(message(text, "Call {name}, {name} or {other}.", f"m{n}") for n, text in enumerate(HOSTILE))
    files = {name: tuple(rows(entries, languages["ur"])) for name, entries in (("ui", STATES), ("services-th", hostile), ("empty", ()))}
    root = ElementTree.fromstring(write_xliff(files, languages["ur"], protect))
    check(root)
    check_constraints(root)
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "ur")
    assert [file.get("trgDir") for file in root] == ["rtl", "rtl"]


def test_states_are_those_of_the_standard(languages: dict[str, Language]) -> None:
    assert [state(entry) for entry in STATES] == list(EntryState)
    root = ElementTree.fromstring(sent(STATES, languages["id"], "xliff"))
    found = [(s.get("state"), s.get("subState")) for s in root.iter(f"{{{NAMESPACE}}}segment")]
    assert found == [("initial", None), ("initial", "b:needs-work"), ("translated", "b:machine-draft"), ("translated", None), ("reviewed", None), ("translated", "b:stale")]


def test_placeholders_are_protected_on_request(languages: dict[str, Language]) -> None:
    entry = message("{b} lalu {a} dan {a}, {c}", "{a}, {b} and {a}")
    plain, guarded = (sent((entry,), languages["id"], form).decode() for form in ("xliff", "xliff-protect"))
    assert "{b} lalu {a} dan {a}, {c}</target>" in plain
    target = guarded[guarded.index("<target") :]
    assert re.findall('<ph id="(p[0-9])" equiv="({[a-z]})"', target) == [("p2", "{b}"), ("p1", "{a}"), ("p3", "{a}"), ("p4", "{c}")]
    assert [row.target for row in returned((entry,), languages["id"], "xliff-protect")] == ["{b} lalu {a} dan {a}, {c}"]


def filled(entry: Entry, language: Language, *edits: tuple[str, str]) -> bytes:
    text = sent((entry,), language, "xliff").decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


@pytest.mark.parametrize("word", ["translated", "reviewed", "final"])
def test_whatever_a_program_calls_it_a_new_text_is_translated(word: str, languages: dict[str, Language]) -> None:
    data = filled(message(""), languages["id"], ('state="initial"', f'state="{word}"'), ("</source>", "</source><target>Telepon {number}.</target>"))
    result = take_in(read_rows(data, "file", "id"), (message(""),), languages["id"])
    assert not result.refusals
    ((after,),) = result.catalogs.values()
    assert state(after) is EntryState.TRANSLATED


def test_a_program_can_say_that_a_text_is_right_again(languages: dict[str, Language]) -> None:
    data = filled(fuzzy(message()), languages["id"], ('state="initial" subState="b:needs-work"', 'state="final"'))
    ((after,),) = take_in(read_rows(data, "file", "id"), (fuzzy(message()),), languages["id"]).catalogs.values()
    assert after == message()


def test_a_review_stands_in_a_note(languages: dict[str, Language]) -> None:
    data = filled(message(), languages["id"], ("</notes>", '<note category="reviewed_by">R7</note></notes>'))
    found = read_rows(data, "file", "id")
    assert codes(take_in(found, (message(),), languages["id"])) == ["row-review"]
    ((after,),) = take_in(found, (message(),), languages["id"], "R7").catalogs.values()
    assert state(after) is EntryState.REVIEWED


def test_inline_elements_are_read_as_the_text_they_stand_for(languages: dict[str, Language]) -> None:
    inline = '<mrk id="m1">Tele<pc id="c1" equivStart="(" equivEnd=")">pon</pc></mrk> <ph id="p1" equiv="{number}"/><cp hex="0007"/><sc id="s"/>.'
    data = filled(message(), languages["id"], ("Telepon {number}.</target>", f"{inline}</target>"))
    (row,) = read_rows(data, "file", "id")
    assert row.target == "Tele(pon) {number}\x07."
    assert codes(take_in([row], (message(),), languages["id"])) == ["l05-characters"]


def test_a_unit_split_into_segments_is_refused(languages: dict[str, Language]) -> None:
    data = filled(message(), languages["id"], ("</segment>", "</segment><segment><source>x</source></segment>"))
    assert codes(take_in(read_rows(data, "file", "id"), (message(),), languages["id"])) == ["row-content"]


def test_a_deleted_target_is_refused_and_the_line_is_named(languages: dict[str, Language]) -> None:
    data = filled(message(), languages["id"], ('<target xml:space="preserve">Telepon {number}.</target>', ""))
    (refusal,) = take_in(read_rows(data, "file", "id"), (message(),), languages["id"]).refusals
    assert (refusal.diagnostic.code, refusal.line) == ("row-emptied", 4)


def test_a_document_of_another_language_is_refused(languages: dict[str, Language]) -> None:
    with pytest.raises(BookletError, match="exchange-language"):
        read_rows(sent((message(),), languages["ms"], "xliff"), "file", "id")


def test_a_document_in_utf_16_and_of_version_2_1_is_read(languages: dict[str, Language]) -> None:
    text = sent((message(),), languages["id"], "xliff").decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').replace('version="2.0"', 'version="2.1"')
    result = take_in(read_rows(text.encode("utf-16"), "file", "id"), (message(),), languages["id"])
    assert (result.untouched, result.refusals) == (1, ())
