"""A text whose id changed keeps its translation, if the content says so; nothing else ever moves, and nothing is lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from little_project import VI, l10n, started, write_words

from booklet.diag import Sink, Span
from booklet.l10n.extract import former_names
from booklet.l10n.languages import Language
from booklet.l10n.merge import merge
from booklet.l10n.po import Entry, Previous, dump, parse
from booklet.l10n.review import sign
from booklet.l10n.states import EntryState, draft_line, state
from booklet.l10n.update import update
from booklet.model.catalogue import Catalogue, Message, Topic, Word
from booklet.model.values import Text
from booklet.world.files import MemoryWorld

ON = date(2026, 11, 25)
HEADER = Entry(None, "", ("Language: vi\n",))
OLD = Entry("word:old/text", "You choose.", ("Bạn chọn.",), comments=("a doubt",))
FORMER = {"word:new/text": ("word:old/text", "word:older/text")}


def fresh(context: str = "word:new/text", source: str = "You choose.") -> tuple[Entry, ...]:
    return (HEADER, Entry(context, source, extracted=("what: new",)))


def test_a_renamed_text_keeps_translation_and_comments() -> None:
    after = merge((HEADER, OLD), fresh(), FORMER)
    assert after == (HEADER, replace(OLD, context="word:new/text", extracted=("what: new",)))
    assert merge(after, fresh(), FORMER) == after


def test_its_review_ends_since_it_covers_the_identity() -> None:
    (_, entry) = merge((HEADER, sign(OLD, "R7", ON)), fresh(), FORMER)
    assert state(entry) is EntryState.STALE and entry.target == "Bạn chọn."


def test_a_machine_draft_stays_one() -> None:
    drafted = replace(OLD, comments=(draft_line(OLD, ON),))
    (_, entry) = merge((HEADER, drafted), fresh(), FORMER)
    assert state(entry) is EntryState.MACHINE_DRAFT
    (_, changed) = merge((HEADER, drafted), fresh(source="You may choose."), FORMER)
    assert changed.fuzzy and changed.previous == Previous(None, "You choose.", None)
    assert state(replace(changed, source="You choose.", flags=())) is EntryState.MACHINE_DRAFT


def test_one_that_was_retired_before_its_new_name_was_declared_comes_back() -> None:
    undeclared = merge((HEADER, OLD), fresh())
    assert [(e.context, e.target, e.obsolete) for e in undeclared[1:]] == [("word:new/text", "", False), ("word:old/text", "Bạn chọn.", True)]
    noted = (undeclared[0], replace(undeclared[1], comments=("what is this?",)), undeclared[2])
    (_, entry) = merge(noted, fresh(), FORMER)
    assert (entry.target, entry.comments) == ("Bạn chọn.", ("a doubt", "what is this?"))


def test_a_translation_of_its_own_is_never_replaced() -> None:
    own = replace(OLD, context="word:new/text", targets=("Tự bạn chọn.",))
    after = merge((HEADER, own, OLD), fresh(), FORMER)
    assert [(e.context, e.target, e.obsolete) for e in after[1:]] == [("word:new/text", "Tự bạn chọn.", False), ("word:old/text", "Bạn chọn.", True)]


def test_the_first_former_name_that_has_a_translation_counts() -> None:
    older = replace(OLD, context="word:older/text", targets=("Cũ hơn.",))
    assert merge((HEADER, older, OLD), fresh(), FORMER)[1].target == "Bạn chọn."
    assert merge((HEADER, older, replace(OLD, targets=("",))), fresh(), FORMER)[1].target == "Cũ hơn."


def word(name: str, source: str = "You choose.", *was: str) -> Word:
    return Word(name, Text(source, f"word:{name}/text", Span("content/words.yaml", 1, 1)), was=was, span=Span("content/words.yaml", 3, 5))


def catalogue(*words: Word) -> Catalogue:
    return Catalogue(words={w.id: w for w in words})


def test_every_kind_of_thing_may_be_renamed() -> None:
    here = Span("a.yaml", 1, 1)
    message = Message("m", Text("Hi", "message:m/text", here), was=("m0", "m1"))
    topic = Topic("t", Text("Work", "topic:t/label", here), "briefcase", was=("t0",))
    found = former_names(Catalogue(words={"w": word("w", "W", "w0")}, messages={"m": message}, topics={"t": topic}), Sink())
    assert found == {"word:w/text": ("word:w0/text",), "message:m/text": ("message:m0/text", "message:m1/text"), "topic:t/label": ("topic:t0/label",)}


@pytest.mark.parametrize(
    ("words", "code"),
    [((word("a"), word("b", "B", "a")), "was-in-use"), ((word("a", "A", "a"),), "was-in-use"), ((word("a", "A", "x"), word("b", "B", "x")), "was-twice")],
)
def test_a_former_name_that_says_nothing_is_an_error(words: tuple[Word, ...], code: str) -> None:
    sink = Sink()
    found = former_names(catalogue(*words), sink)
    assert [(d.code, str(d.span)) for d in sink.finish()] == [(code, "content/words.yaml:3:5")]
    assert "word:b/text" not in found


def test_the_command_says_that_a_review_has_ended(tmp_path: Path) -> None:
    root = started(tmp_path)
    l10n(root, "review", "--lang", "vi", "--by", "R7", "word:title/text")
    write_words(root, '- {id: heading, text: "You choose.", was: [title]}\n')
    said = l10n(root, "update").stderr
    assert "warning[renamed-review]" in said and "review --lang vi --by … word:heading/text" in said
    text = (root / VI).read_text("utf-8")
    assert 'msgctxt "word:heading/text"\nmsgid "You choose."\nmsgstr "Bạn chọn."' in text and "word:title" not in text
    assert "renamed-review" not in l10n(root, "update").stderr


def test_what_was_retired_in_another_file_comes_back_from_there(languages: dict[str, Language]) -> None:
    gone = replace(OLD, context="word:title/text", obsolete=True)
    files = {"translations/vi/LC_MESSAGES/guidance.po": dump([gone]).encode()}
    after = _updated(files, catalogue(word("title")), {"vi": languages["vi"]})
    assert ("word:title/text", "Bạn chọn.", False) in _targets(after)
    assert _updated(after, catalogue(word("title")), {"vi": languages["vi"]}) == after


class Step(NamedTuple):
    """English by id, and what is declared to have had another id."""

    english: dict[str, str]
    was: dict[str, str]


IDS = ["a", "b", "c", "d"]
steps = st.builds(
    Step,
    st.dictionaries(st.sampled_from(IDS), st.sampled_from(["One 1300.", "One 1387.", "Three {n}."])),
    st.dictionaries(st.sampled_from(IDS), st.sampled_from(IDS)),
)


def built(step: Step) -> tuple[Catalogue, dict[str, str]]:
    """The content, and former ids that count."""
    was = {new: old for new, old in step.was.items() if new in step.english and old not in step.english}
    was = {new: old for new, old in was.items() if list(was.values()).count(old) == 1}
    return catalogue(*(word(i, s, *([was[i]] if i in was else [])) for i, s in step.english.items())), was


@given(st.lists(steps, min_size=2, max_size=6))
def test_nothing_moves_but_what_was_renamed_and_nothing_is_lost(languages: dict[str, Language], history: list[Step]) -> None:
    table = {tag: languages[tag] for tag in ("en", "vi")}
    files: dict[str, bytes] = {}
    written: dict[str, str] = {}
    """Each translation ever written, and the msgctxts under which it may stand."""
    allowed: dict[str, set[str]] = {}
    for n, step in enumerate(history):
        content, was = built(step)
        for new, old in was.items():
            for names in allowed.values():
                if f"word:{old}/text" in names:
                    names.add(f"word:{new}/text")
        files = _updated(files, content, table)
        assert _updated(files, content, table) == files
        for context, target, obsolete in _targets(files):
            assert not target or context in allowed[target]
            assert obsolete or context in {f"word:{i}/text" for i in step.english}
        assert {target for _, target, _ in _targets(files) if target} == set(written)
        assert all(any(f"# doubt {t}\n".encode() in data for data in files.values()) for t in written)
        files = _translated(files, n, written, allowed)


def _updated(files: Mapping[str, bytes], content: Catalogue, table: dict[str, Language]) -> dict[str, bytes]:
    sink = Sink()
    changed = update(MemoryWorld(files), Path(), content, table, sink)
    assert not sink.has_errors
    return {**files, **{path.as_posix(): data for path, data in changed}}


def _entries(data: bytes) -> tuple[Entry, ...]:
    return parse(data.decode(), "x.po", Sink())


def _targets(files: Mapping[str, bytes]) -> list[tuple[str | None, str, bool]]:
    return [(e.context, e.target, e.obsolete) for path, data in files.items() if path.endswith(".po") for e in _entries(data) if not e.is_header]


def _translated(files: Mapping[str, bytes], n: int, written: dict[str, str], allowed: dict[str, set[str]]) -> dict[str, bytes]:
    """A translator fills in what is empty, with a text and a comment of its own."""
    result = {}
    for path, data in files.items():
        entries = list(_entries(data))
        for k, e in enumerate(entries if path.endswith(".po") else []):
            if e.context and not e.target and not e.obsolete:
                text = f"dịch {e.context} {n}"
                written[text] = e.context
                allowed[text] = {e.context}
                entries[k] = replace(e, targets=(text,), comments=(*e.comments, f"doubt {text}"))
        result[path] = dump(entries).encode()
    return result
