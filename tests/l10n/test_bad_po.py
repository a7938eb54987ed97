"""Files that are no sound catalogs: told with file, line and what to do, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from little_project import VI, contents, l10n, started

from booklet.diag import Sink
from booklet.l10n.po import dump
from booklet.l10n.po_file import MAX_BYTES, read_po

Spoil = Callable[[bytes], bytes]


def replaced(old: str, new: str) -> Spoil:
    def spoil(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return spoil


TITLE = 'msgctxt "word:title/text"\nmsgid "You choose."\nmsgstr "Bạn chọn."\n'

# name: (what happens to the file, diagnostic code, line and column, part of the hint)
CASES: dict[str, tuple[Spoil, str, str, str]] = {
    "wrong charset": (replaced("charset=UTF-8", "charset=windows-1258"), "po-charset", "9:2", "charset=UTF-8"),
    "latin 1": (lambda d: d.decode().replace("charset=UTF-8", "charset=ISO-8859-1").encode("latin-1", "replace"), "po-charset", "9:2", "as UTF-8"),
    "not UTF-8": (lambda d: d.replace("Bạn".encode(), "Bạn".encode("cp1258", "replace") + b"\xff"), "po-encoding", "17:12", "as UTF-8"),
    "BOM": (lambda d: b"\xef\xbb\xbf" + d, "po-bom", "1:1", "booklet l10n fmt"),
    "CRLF": (lambda d: d.replace(b"\n", b"\r\n"), "po-line-ends", "1:9", "booklet l10n fmt"),
    "CR": (lambda d: d.replace(b"\n", b"\r"), "po-line-ends", "1:9", "line ends LF"),
    "UTF-16": (lambda d: d.decode().encode("utf-16"), "po-encoding", "1:1", "as UTF-8"),
    "UTF-16 without a mark": (lambda d: d.decode().encode("utf-16-be"), "po-encoding", "1:1", "as UTF-8"),
    "MO file": (lambda d: b"\xde\x12\x04\x95" + bytes(40), "po-compiled", "1:1", "made from"),
    "NUL byte": (replaced("Bạn chọn", "Bạn\0chọn"), "po-nul", "17:12", "delete it"),
    "too large": (lambda d: d + b"# x\n" * (MAX_BYTES // 4), "po-size", "1:1", "look at what it is"),
    "merge conflict": (replaced(TITLE, f"<<<<<<< HEAD\n{TITLE}=======\n{TITLE}>>>>>>> theirs\n"), "po-conflict", "15:1", "keep the right one"),
    "end of a conflict": (replaced(TITLE, f"{TITLE}>>>>>>> theirs\n"), "po-conflict", "18:1", "keep the right one"),
    "duplicate msgctxt": (lambda d: d + b"\n" + TITLE.encode(), "duplicate-msgctxt", "33:1", "keep the right one"),
    "no msgctxt": (replaced('msgctxt "word:title/text"\n', ""), "missing-msgctxt", "15:1", "booklet l10n update"),
    "cut within a string": (lambda d: d[: d.index("cảnh".encode()) + 8], "po-string", "31:8", "cut off"),
    "cut within a character": (lambda d: d[: d.index("ảnh".encode()) + 2], "po-encoding", "31:14", "whole copy"),
    "cut within an entry": (lambda d: d[: d.index('msgstr "Gọi'.encode())], "po-incomplete", "29:1", "cut off"),
    "cut after comments": (lambda d: d[: d.index(b'msgctxt "word:danger')], "po-incomplete", "26:1", "cut off"),
    "unknown escape": (replaced("Bạn chọn", "Bạn \\chọn"), "po-string", "17:13", "\\\\"),
    "quotation mark": (replaced("Bạn chọn", 'Bạn "chọn'), "po-string", "17:13", '\\"'),
    "no quotation mark": (replaced('msgstr "Bạn chọn."', "msgstr Bạn chọn."), "po-string", "17:8", 'between two "'),
    "no such line": (replaced("msgstr", "magstr"), "po-syntax", "2:1", "comment"),
    "forms without plural": (replaced('msgstr "Bạn', 'msgstr[0] "Bạn'), "po-incomplete", "15:1", "complete it"),
    "plural without forms": (replaced('msgstr "Bạn', 'msgid_plural "x"\nmsgstr "Bạn'), "po-incomplete", "15:1", "complete it"),
    "plural with a gap": (replaced('msgstr "Bạn', 'msgid_plural "x"\nmsgstr[1] "Bạn'), "po-incomplete", "15:1", "complete it"),
    "form with a zero": (replaced('msgstr "Bạn', 'msgid_plural "x"\nmsgstr[00] "Bạn'), "po-syntax", "18:1", "comment"),
    "reviewed by a machine": (replaced("#. what", "# review: by=Machine on=2026-11-25 of=00000000\n#. what"), "review-machine", "13:1", "delete the line"),
}  # fmt: skip

MENDED = ("BOM", "CRLF")
"""What `fmt` puts right."""


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_told_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    spoil, code, place, hint = CASES[name]
    root = started(tmp_path)
    (root / VI).write_bytes(spoil((root / VI).read_bytes()))
    (root / "content/words.yaml").write_text('words:\n- {id: new, text: "There is work to do."}\n')
    before = contents(root)
    commands = [["update"], ["check", "--no-layout"], ["prune", "--yes"], ["review", "--lang", "vi", "--by", "R7", "word:title/text"], ["status"]]
    for command in (*commands, *([["fmt"]] if name not in MENDED else [])):
        said = l10n(root, *command, code=1).stderr
        assert f"error[{code}]" in said, command
        assert f"  {VI}:{place}\n" in said, command
        assert hint in said, command
        assert contents(root) == before, command


@pytest.mark.parametrize("name", MENDED)
def test_what_only_looks_bad_is_mended_by_fmt(name: str, tmp_path: Path) -> None:
    root = started(tmp_path)
    good = (root / VI).read_bytes()
    (root / VI).write_bytes(CASES[name][0](good))
    assert VI in l10n(root, "fmt", "--check", code=1).stdout
    l10n(root, "fmt")
    assert (root / VI).read_bytes() == good


def test_a_line_separator_in_a_text_is_kept_and_found_by_check(tmp_path: Path) -> None:
    root = started(tmp_path)
    (root / VI).write_bytes(replaced("Bạn chọn", "Bạn\u2028chọn\x85")((root / VI).read_bytes()))
    before = contents(root)
    for command in (["update"], ["fmt"]):
        l10n(root, *command)
        assert contents(root) == before
    said = l10n(root, "check", "--no-layout", code=1).stderr
    assert "error[l05-characters]" in said and f"{VI}:17:12" in said and "U+2028" in said


def test_every_conflict_is_told_and_nothing_that_follows_from_it() -> None:
    sink = Sink()
    conflict = "<<<<<<< a\nx\n||||||| b\ny\n=======\nz\n>>>>>>> c\n"
    assert read_po((conflict * 2).encode(), "a.po", sink) == ()
    assert [str(d.span) for d in sink.finish()] == ["a.po:1:1", "a.po:8:1"]


def test_a_file_of_a_hundred_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    root = started(tmp_path)
    with (root / VI).open("r+b") as f:
        f.truncate(100_000_000)
    assert "error[po-size]" in l10n(root, "status", code=1).stderr


def test_the_empty_charset_of_a_template_stands_for_ascii() -> None:
    sink = Sink()
    assert read_po(b'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n', "a.po", sink) and not sink.finish()


GOOD = b'# by=R7\nmsgid ""\nmsgstr "Language: vi\\n"\n\n#, fuzzy\n#| msgid "x"\nmsgctxt "a"\nmsgid "b"\nmsgstr "c\xe1\xba\xa1"\n\n#~ msgctxt "d"\n#~ msgid "e"\n#~ msgstr "f"\n'


@given(st.binary(max_size=60), st.integers(0, len(GOOD)), st.integers(0, 5), st.booleans())
@example(b"\xff\xfe", 0, 0, False)
def test_no_bytes_are_a_traceback_and_what_is_taken_is_taken_whole(noise: bytes, place: int, cut: int, mending: bool) -> None:
    for data in (noise, GOOD[:place] + noise + GOOD[place + cut :], GOOD[:place]):
        sink = Sink()
        entries = read_po(data, "a.po", sink, mending=mending)
        if not sink.has_errors:
            again = Sink()
            assert read_po(dump(entries).encode(), "a.po", again) == entries and not again.has_errors
        assert all(d.span and d.span.line >= 1 and d.span.column >= 1 and d.hints for d in sink.finish())
