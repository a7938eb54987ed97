"""Blocks onto pages: nothing torn, what belongs together stays together, nothing left alone, what does not fit is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import LINE, Press, flow, group, high, texts, words

from booklet.compose.block import FirstFit, Flowed, Lines, Number, Paragraph, Rule, Stack
from booklet.layout.frame import Stroke, TextItem
from booklet.units import MM


def test_blocks_follow_until_the_page_is_full(press: Press, room: float) -> None:
    third = room / 3
    names = [flow(n, third) for n in "abcdef"]
    assert press.pages(group("g", *names)) == [["a", "b", "c"], ["d", "e", "f"]]


def test_a_block_is_never_torn(press: Press, room: float) -> None:
    tall = Flowed(Stack(tuple(Paragraph(words(f"line {n}"), "body") for n in range(10))))
    pages = press.pages(group("g", flow("a", room - 9 * LINE), tall))
    assert pages == [["a"], [f"line {n}" for n in range(10)]]


def test_a_paragraph_is_never_torn(press: Press, room: float) -> None:
    long = Flowed(Paragraph(words(" ".join(["word"] * 60)), "body"))
    first, second = press.pages(group("g", flow("a", room - 2 * LINE), long))
    assert first == ["a"] and len(second) > 2


def test_chains_stay_together(press: Press, room: float) -> None:
    chain = [flow("b", 10, keep_next=True), flow("c", 10, keep_next=True), flow("d", 10)]
    assert press.pages(group("g", flow("a", room - 25), *chain)) == [["a"], ["b", "c", "d"]]


def test_a_chain_that_nothing_follows(press: Press) -> None:
    assert press.pages(group("g", flow("a", 10), flow("b", 10, keep_next=True))) == [["a", "b"]]


def test_the_last_block_takes_another_along(press: Press, room: float) -> None:
    quarter = room / 4
    assert press.pages(group("g", *(flow(n, quarter) for n in "abcde"))) == [["a", "b", "c"], ["d", "e"]]


def test_a_page_of_two_keeps_both(press: Press, room: float) -> None:
    half = room / 2
    assert press.pages(group("g", *(flow(n, half) for n in "abc"))) == [["a", "b"], ["c"]]


def test_space_and_rule_stand_between_blocks_only(press: Press, room: float) -> None:
    blocks = [flow(n, room / 2 - 2, before=Rule("hair"), space=3) for n in "abc"]
    document, said = press.document(group("g", *blocks))
    assert not said
    first, second = document.pages
    tops = [[i.y for i in p.items if isinstance(i, TextItem)] for p in (first, second)]
    assert tops[0][0] == tops[1][0]
    assert tops[0][1] - tops[0][0] == pytest.approx((room / 2 - 2 + 3 + press.template.rules["hair"]) * MM)
    assert [sum(isinstance(i, Stroke) for i in p.items) for p in (first, second)] == [1, 0]


def test_the_head_stands_on_every_page(press: Press, room: float) -> None:
    head = high("head", 20)
    assert press.pages(group("g", *(flow(n, (room - 20) / 2) for n in "abc"), head=head)) == [["head", "a", "b"], ["c"]]
    document, _ = press.document(group("g", *(flow(n, (room - 20) / 2) for n in "abc"), head=head))
    seen = [i for i in document.pages[1].items if isinstance(i, TextItem) and i.line.text == "head"]
    assert len(seen) == 1 and seen[0].tag is None, "printed again, but not read aloud again"


def test_the_first_form_that_fits(press: Press, room: float) -> None:
    forms = FirstFit((high("large", 60), high("small", 30)))
    assert press.pages(group("g", flow("a", room - 60), Flowed(forms))) == [["a", "large"]]
    assert press.pages(group("g", flow("a", room - 59), Flowed(forms))) == [["a", "small"]]
    assert press.pages(group("g", flow("a", room - 29), Flowed(forms))) == [["a"], ["large"]]


def test_a_form_with_a_number_too_wide_does_not_fit(press: Press) -> None:
    wide = Number(words("0" * 60), "full", True)
    forms = FirstFit((Stack((wide,)), high("narrow", 30)))
    assert press.pages(group("g", Flowed(forms))) == [["narrow"]]


def test_packed_groups_fill_their_pages(press: Press, room: float) -> None:
    blocks = [flow("a", room - 50), flow("b", 60), flow("c", 50)]
    assert press.pages(group("g", *blocks)) == [["a"], ["b", "c"]]
    assert press.pages(group("g", *blocks, packed=True)) == [["a", "c"], ["b"]]


def test_packed_groups_take_smaller_forms_to_save_a_page(press: Press, room: float) -> None:
    both = [Flowed(FirstFit((high(f"{n} large", room / 2 + 5), high(f"{n} small", room / 2 - 2)))) for n in "ab"]
    assert press.pages(group("g", *both, packed=True)) == [["a small", "b small"]]


def test_lines_to_write_on_fill_the_page(press: Press, room: float) -> None:
    document, _ = press.document(group("g", flow("a", 20), Flowed(Lines(8.4))))
    assert sum(isinstance(i, Stroke) for i in document.pages[0].items) == int((room - 20) // 8.4)


def test_overflow_names_message_language_and_millimetres(press: Press, room: float) -> None:
    document, (said,) = press.document(group("g", flow("a", 10), flow("tall", room + 12.3), flow("b", 10)))
    assert (said.severity, said.code) == ("error", "overflow")
    assert "'message:tall/text'" in said.message and "'en'" in said.message and " 12.3 mm " in said.message
    assert said.hints
    assert [texts(p) for p in document.pages] == [["a"], ["tall"], ["b"]], "goes on, to find all errors at once"


def test_overflow_counts_the_head(press: Press, room: float) -> None:
    _, (said,) = press.document(group("g", flow("tall", room), head=high("head", 20)))
    assert " 20.0 mm " in said.message


def test_overflow_is_exact(press: Press, room: float) -> None:
    _, (said,) = press.document(group("g", flow("tall", room + 1, space=3, before=Rule("heavy"))))
    assert " 1.0 mm " in said.message


def test_every_overflow_is_told(press: Press, room: float) -> None:
    _, said = press.document(group("g", flow("one", room + 1), flow("two", room + 2)), group("h", flow("three", room + 3)))
    assert [d.code for d in said] == ["overflow"] * 3


def test_a_number_too_wide_is_told_not_cut(press: Press) -> None:
    document, (said,) = press.document(group("g", Flowed(Number(words("0" * 60), "full", True))))
    assert said.code == "too-wide" and " mm wider " in said.message
    assert texts(document.pages[0]) == ["0" * 60]


@given(st.lists(st.tuples(st.floats(6, 90), st.booleans(), st.booleans()), min_size=1, max_size=14), st.booleans())
@settings(max_examples=60, deadline=None)
def test_everything_prints_once_and_within_the_page(press: Press, room: float, shapes: list[tuple[float, bool, bool]], packed: bool) -> None:
    names = [f"block {n}" for n in range(len(shapes))]
    body = [
        flow(name, height, keep_next=keep and height < 20, before=Rule("mid") if ruled else None, space=1.4)
        for name, (height, keep, ruled) in zip(names, shapes, strict=True)
    ]
    document, said = press.document(group("g", *body, packed=packed))
    pages = [texts(p) for p in document.pages]
    assert sorted(n for page in pages for n in page) == sorted(names)
    assert packed or [n for page in pages for n in page] == names
    bottom = (press.template.trim[1] - press.template.margins.bottom) * MM
    where = {name: n for n, page in enumerate(pages) for name in page}
    for first, second, one in zip(names, names[1:], body, strict=False):
        assert said or not one.keep_next or where[first] == where[second]
    if not said:
        for page in document.pages:
            assert all(i.y < bottom for i in page.items if isinstance(i, TextItem))
