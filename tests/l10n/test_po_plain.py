"""Entries read at one go are those that are read line by line, in whole catalogs and in spoilt ones."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from booklet.diag import Diagnostic, Sink
from booklet.l10n import po_plain
from booklet.l10n.po import parse
from booklet.l10n.po_entry import Entry

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "fuzz"))
from mutations import mutate  # noqa: E402

CATALOGS = [path.read_bytes() for path in sorted(ROOT.glob("translations/*/LC_MESSAGES/*.po"))]


def read(data: bytes) -> tuple[tuple[Entry, ...], list[str], tuple[Diagnostic, ...]]:
    sink = Sink()
    entries = parse(data.decode("utf-8", "replace"), "x.po", sink)
    return entries, [str(entry.span) for entry in entries], sink.finish()


def slowly(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[Entry, ...], list[str], tuple[Diagnostic, ...]]:
    with monkeypatch.context() as no_plain_entry:
        no_plain_entry.setattr(po_plain, "match", lambda text, place: None)
        return read(data)


def test_shipped_catalogs_are_read_the_same_in_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in CATALOGS[::7]:
        assert read(data) == slowly(data, monkeypatch)


def test_spoilt_catalogs_are_read_the_same_in_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(5)
    wrong = 0
    for _ in range(400):
        data = mutate(random.choice(CATALOGS)[:6000], random.choice(CATALOGS)[:5000], random)
        found = read(data)
        assert found == slowly(data, monkeypatch)
        wrong += bool(found[2])
    assert 50 < wrong < 400


@pytest.mark.parametrize(
    "entry",
    [
        'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n',
        '# draft: x\n#. what: y\n#: a.yaml\n#: b.yaml\n#, fuzzy, python-brace-format\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n',
        '#. \nmsgctxt "a"\nmsgid "b"\nmsgstr ""\n\n\n\nmsgctxt "d"\nmsgid "e"\nmsgstr "f"',
        'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n#. d\nmsgctxt "d"\nmsgid "e"\nmsgstr "f"\n',
        'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n#~ msgctxt "d"\n#~ msgid "e"\n#~ msgstr "f"\n',
        'msgctxt "a"\nmsgid "b\\"c"\nmsgstr "d"\n\n"e"\n\nmsgctxt "d"\nmsgid "e"\nmsgstr "f"\n',
        '# one \n#.  two \n#:  three \n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n',
    ],
)
def test_every_form_of_an_entry(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    assert read(entry.encode()) == slowly(entry.encode(), monkeypatch)
    assert read(entry.encode())[0]
