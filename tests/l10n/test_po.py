"""The codec loses nothing and says what it cannot read."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry, Previous, dump, parse
from booklet.l10n.update import header

CANONICAL = '''\
# A note in the header.
msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# review: by=R7 on=2026-11-22 of=3f9a1c2d
#. what: name of a shelter, heading
#. critical: yes
#: content/services/xx/sample.yaml
#, fuzzy, python-brace-format
#| msgid "Sample Line"
msgctxt "service:xx-sample/name"
msgid "Sample line {n}"
msgstr "Đường dây \\"mẫu\\" {n}"

msgctxt "message:two-lines/text"
msgid ""
"One\\n"
"two\\\\three"
msgstr ""
"Một\\n"
"hai\\\\ba"

msgctxt "word:days/text"
msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} ngày"

# Kept for later.
#~| msgid "Gone before"
#~ msgctxt "message:gone/text"
#~ msgid "Gone"
#~ msgstr "Đã bỏ"
'''


def read(text: str) -> tuple[Entry, ...]:
    sink = Sink()
    entries = parse(text, "vi/ui.po", sink)
    assert not sink.finish()
    return entries


def complaints(text: str) -> list[str]:
    sink = Sink()
    parse(text, "vi/ui.po", sink)
    return [f"{d.code} {d.span.line if d.span else 0}" for d in sink.finish()]


def test_a_canonical_file_comes_back_byte_for_byte() -> None:
    assert dump(read(CANONICAL)) == CANONICAL


def test_every_part_of_an_entry_is_read() -> None:
    entry = read(CANONICAL)[1]
    assert entry == Entry(
        "service:xx-sample/name", "Sample line {n}", ('Đường dây "mẫu" {n}',),
        comments=("review: by=R7 on=2026-11-22 of=3f9a1c2d",),
        extracted=("what: name of a shelter, heading", "critical: yes"),
        references=("content/services/xx/sample.yaml",),
        flags=("fuzzy", "python-brace-format"), previous=Previous(None, "Sample Line", None),
    )  # fmt: skip
    assert (entry.span.line, entry.span.file) == (13, "vi/ui.po")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ('msgctxt "a"\r\nmsgid "b"\r\nmsgstr "c"\r\n', 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'),
        ('\ufeffmsgctxt "a"\nmsgid "b"\nmsgstr "c"', 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'),
        ('#= fuzzy\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n', '#, fuzzy\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n'),
        ('msgctxt "a"\nmsgid ""\n"long "\n"line"\nmsgstr "c"\n', 'msgctxt "a"\nmsgid "long line"\nmsgstr "c"\n'),
        ('#no space\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n', '# no space\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n'),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c"\nmsgctxt "d"\nmsgid "e"\nmsgstr ""\n',
         'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgctxt "d"\nmsgid "e"\nmsgstr ""\n'),
    ],
    ids=["crlf", "bom", "new flag line", "wrapped", "bare comment", "no blank line"],
)  # fmt: skip
def test_other_spellings_are_read_and_written_canonically(written: str, canonical: str) -> None:
    assert dump(read(written)) == canonical
    assert dump(read(canonical)) == canonical


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('msgctxt "a"\nmsgid "b\nmsgstr "c"\n', ["po-string 2"]),
        ('msgctxt "a"\nmsgid "b"c"\nmsgstr "c"\n', ["po-string 2"]),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "\\q"\n', ["po-string 3"]),
        ('msgctxt "a"\nmsgid "b"\n', ["po-incomplete 1"]),
        ('msgctxt "a"\nmsgid "b"\nmsgid_plural "c"\nmsgstr[1] "d"\n', ["po-incomplete 1"]),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c"\nmsgstr "d"\n', ["po-syntax 4"]),
        ('"a"\n', ["po-syntax 1"]),
        ("hello\n", ["po-syntax 1"]),
        ("msgid\n", ["po-string 1"]),
        ('msgctxt "a"\n#~ msgid "b"\nmsgstr "c"\n', ["po-syntax 2"]),
        ('msgid "b"\nmsgstr "c"\n', ["missing-msgctxt 1"]),
        ('msgctxt "a"\nmsgid "b"\nmsgstr ""\n\nmsgctxt "a"\nmsgid "c"\nmsgstr ""\n', ["duplicate-msgctxt 5"]),
        ("# a translator's last word\n", ["po-incomplete 1"]),
        ('msgid "\n\nmsgctxt "a"\nmsgid "b\nmsgstr "c"\n', ["po-string 1", "po-string 4"]),
    ],
)
def test_faults_are_named_with_their_line(text: str, expected: list[str]) -> None:
    assert complaints(text) == expected


def test_an_obsolete_entry_may_share_its_identity() -> None:
    assert not complaints('msgctxt "a"\nmsgid "b"\nmsgstr ""\n\n#~ msgctxt "a"\n#~ msgid "c"\n#~ msgstr "d"\n')


texts = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('\x85\u2028\u2029\u0301\u0e48\n\t\r\\"{}#~|')))
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda s: f"x{s}x")
words = st.text("abc-", min_size=1)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    contexts = draw(st.lists(texts, max_size=4, unique=True))
    return tuple(draw(_entry(context)) for context in contexts)


@st.composite
def _entry(draw: st.DrawFn, context: str) -> Entry:
    plural = draw(st.none() | texts)
    targets = draw(st.lists(texts, min_size=1, max_size=1 if plural is None else 3))
    previous = draw(st.none() | st.builds(Previous, st.none() | texts, texts, st.none() | texts))
    comments, extracted, references, flags = (tuple(draw(st.lists(kind, max_size=3))) for kind in (lines, lines, lines, words))
    rest = (comments, extracted, references, flags, previous, draw(st.booleans()))
    return Entry(context, draw(texts), tuple(targets), plural, *rest)


@given(entries())
def test_any_entry_comes_back_as_it_was(given_entries: tuple[Entry, ...]) -> None:
    text = dump(given_entries)
    assert read(text) == given_entries
    assert dump(read(text)) == text
    assert read(text.replace("\n", "\r\n")) == given_entries


@given(st.text(st.sampled_from('#~|.:, \n"\\msgidctxr[01]_puale\u2028')))
def test_no_text_is_a_traceback(text: str) -> None:
    parse(text, "x.po", Sink())


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs GNU gettext")
def test_gnu_gettext_accepts_and_keeps_what_we_write(tmp_path: Path, languages: dict[str, Language]) -> None:
    body = [replace(e, flags=e.flags[1:], previous=None) if e.fuzzy else e for e in read(CANONICAL)[1:]]
    path = tmp_path / "a.po"
    path.write_text(dump((header(languages["vi"]), *body)))
    subprocess.run(["msgfmt", "-c", "-o", tmp_path / "a.mo", path], check=True)
    kept = subprocess.run(["msgcat", "--no-wrap", path], check=True, capture_output=True, text=True).stdout
    assert kept == path.read_text()
