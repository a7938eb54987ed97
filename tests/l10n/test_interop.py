"""GNU gettext, polib and Babel read our files; what they save again is still what we mean."""

import io
import os
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import polib
import pytest
from babel.messages import pofile
from catalog_strategies import hostile
from hypothesis import example, given, settings
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.l10n.canonical import canonical, every_catalog
from booklet.l10n.catalogs import read_catalog
from booklet.l10n.headers import header
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry, Previous, dump, parse
from booklet.l10n.review import sign
from booklet.l10n.states import EntryState, draft_line, state
from booklet.world.files import DiskWorld

WORLD = DiskWorld(Path(__file__).parent.parent.parent)
ON = date(2026, 11, 25)

needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="needs GNU gettext: apt install gettext")


def gnu(*command: str, data: bytes = b"") -> bytes:
    done = subprocess.run(command, input=data, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0 and not done.stderr, done.stderr.decode()
    return done.stdout


def by_msgcat(data: bytes) -> bytes:
    return gnu("msgcat", "--no-wrap", "-", data=data)


def by_msgcat_wrapping(data: bytes) -> bytes:
    return gnu("msgcat", "-", data=data)


def by_polib(data: bytes, width: int = 0) -> bytes:
    with tempfile.TemporaryDirectory() as folder:  # a text in memory it would split at U+2028
        path = Path(folder) / "a.po"
        path.write_bytes(data)
        polib.pofile(str(path), wrapwidth=width).save()
        return path.read_bytes()


def by_polib_wrapping(data: bytes) -> bytes:
    return by_polib(data, 78)


def by_babel(data: bytes) -> bytes:
    out = io.BytesIO()
    pofile.write_po(out, pofile.read_po(io.BytesIO(data)))
    return out.getvalue()


TOOLS = [
    pytest.param(by_msgcat, marks=needs_gettext),
    pytest.param(by_msgcat_wrapping, marks=needs_gettext),
    by_polib,
    by_polib_wrapping,
    by_babel,
]


@needs_gettext
def test_msgcat_gives_back_the_bytes_of_every_shipped_file() -> None:
    for path in every_catalog(WORLD):
        assert by_msgcat(WORLD.read(path)) == WORLD.read(path), path


@needs_gettext
def test_msgfmt_finds_nothing_wrong_in_any_shipped_catalog(tmp_path: Path) -> None:
    paths = [path for path in every_catalog(WORLD) if path.endswith(".po")]
    assert len(paths) > 100
    for path in paths:
        gnu("msgfmt", "-c", "-o", str(tmp_path / "a.mo"), str(WORLD.root / path))


def test_polib_and_babel_read_the_same_texts_in_every_shipped_catalog() -> None:
    for path in every_catalog(WORLD):
        data, sink = WORLD.read(path), Sink()
        ours = {(e.context, e.source, e.target) for e in read_catalog(WORLD, path, sink) if not (e.is_header or e.obsolete)}
        assert {(e.msgctxt, e.msgid, e.msgstr) for e in polib.pofile(str(WORLD.root / path)) if not e.obsolete} == ours
        assert {(m.context, m.id, m.string) for m in pofile.read_po(io.BytesIO(data)) if m.id} == ours


def sample(languages: dict[str, Language], text: str = "Gọi {number} ngay.") -> tuple[Entry, ...]:
    """Reviewed once, twice, after a machine; drafted; fuzzy; retired."""
    plain = Entry("word:a/text", "Call {number}, " * 8, (text,), comments=("a doubt",), extracted=("what: words",), references=("content/words.yaml",))
    critical = Entry("word:b/text", "Call.", (text,), extracted=("what: words", "critical: yes"))
    drafted = Entry("word:c/text", "Wait.", (text,))
    drafted = Entry(*drafted_fields(drafted), comments=(draft_line(drafted, ON),))
    fuzzy = Entry("word:e/text", "Now.", (text,), flags=("fuzzy",), previous=Previous(None, "Before.", None))
    gone = Entry("word:f/text", "Gone.", (text,), comments=("of old",), obsolete=True)
    signed = [sign(plain, "R7", ON), sign(sign(critical, "R7", ON), "AB1", ON), drafted, sign(Entry(*drafted_fields(drafted, "word:d/text"), comments=drafted.comments), "R7", ON)]
    return canonical([*signed, fuzzy, gone], header(languages["vi"]))


def drafted_fields(entry: Entry, context: str | None = None) -> tuple[str | None, str, tuple[str, ...]]:
    return context or entry.context, entry.source, entry.targets


@pytest.mark.parametrize("tool", TOOLS)
def test_states_survive_a_tool_that_saves_the_file(tool, languages: dict[str, Language]) -> None:
    entries = sample(languages)
    before = {e.context: state(e, 2) for e in entries}
    assert set(before.values()) == {EntryState.REVIEWED, EntryState.MACHINE_DRAFT, EntryState.NEEDS_WORK, EntryState.TRANSLATED}
    sink = Sink()
    saved = parse(tool(dump(entries).encode()).decode(), "a.po", sink)
    assert not sink.finish()
    assert {e.context: state(e, 2) for e in saved} == before
    again = canonical(saved, header(languages["vi"]))
    assert [(e.context, e.target, e.comments) for e in again if not e.obsolete and not e.is_header and not e.fuzzy] == [
        (e.context, e.target, e.comments) for e in entries if not e.obsolete and not e.is_header and not e.fuzzy
    ]


@needs_gettext
def test_msgcat_gives_back_the_very_bytes_of_every_state(languages: dict[str, Language]) -> None:
    data = dump(sample(languages)).encode()
    assert by_msgcat(data) == data


@pytest.mark.parametrize("tool", [by_polib, by_babel])
@given(text=st.lists(st.one_of(hostile, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)), min_size=1, max_size=6).map("".join))
@example("\u2028 \x85 ก็\u0e33 \u200f {n} 100% free \\n \" # msgid")
@settings(max_examples=60)
def test_a_review_of_any_text_survives_python_tools(tool, text: str) -> None:
    entry = Entry("word:a/text", "You choose.", (text.replace("\r", "") or "x",))
    head = Entry(None, "", ("Language: vi\nContent-Type: text/plain; charset=UTF-8\n",))
    saved = parse(tool(dump([head, sign(entry, "R7", ON)]).encode()).decode(), "a.po", Sink())
    assert [state(e) for e in saved if e.context] == [EntryState.REVIEWED]


@needs_gettext
def test_a_review_of_hostile_texts_survives_msgcat() -> None:
    pieces = ["\x85", "\u2028", "\u2029", "e\u0301", "ก็\u0e33", "\n", "\t", "\\", '"', "{n}", "#", "~", "\\n", "msgid", "\u200f", "\U0001f469", "100% f"]
    head = Entry(None, "", ("Language: vi\nContent-Type: text/plain; charset=UTF-8\n",))
    entries = [sign(Entry(f"word:{n}/text", "You choose.", (f"a{a}{b}z",)), "R7", ON) for n, (a, b) in enumerate((a, b) for a in pieces for b in pieces)]
    data = dump([head, *entries]).encode()
    for saved in (by_msgcat(data), by_msgcat_wrapping(data)):
        assert {state(e) for e in parse(saved.decode(), "a.po", Sink()) if e.context} == {EntryState.REVIEWED}
