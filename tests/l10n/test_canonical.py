"""`booklet l10n fmt`: one form, no word changed, nobody's address left."""

from dataclasses import replace
from pathlib import Path

import pytest
from catalog_strategies import catalogs
from hypothesis import given
from little_project import VI, contents, l10n, started

from booklet.diag import Sink
from booklet.l10n.canonical import canonical, every_catalog
from booklet.l10n.headers import header, written
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry, dump, parse
from booklet.l10n.po_file import read_po
from booklet.l10n.states import EntryState, state
from booklet.world.files import DiskWorld

SHIPPED = DiskWorld(Path(__file__).parent.parent.parent)

FOREIGN = '''\
# Lan Nguyen <lan@example.org>, 2026.
# A note for all who follow.
#
msgid ""
msgstr ""
"Project-Id-Version: PACKAGE VERSION\\n"
"PO-Revision-Date: 2026-11-22 10:00+0700\\n"
"Last-Translator: Lan Nguyen <lan@example.org>\\n"
"Language-Team: Vietnamese <vi@example.org>\\n"
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: Poedit 3.4\\n"
#~ msgctxt "word:old/text"
#~ msgid "Old"
#~ msgstr "Cũ"

#, c-format,fuzzy
#  ask lan@example.org
#| msgid "You choose"
#: content/words.yaml:12 content/words.yaml:40
#. what: fixed words
msgctxt "word:title/text"
msgid ""
"You "
"choose {this}."
msgstr ""
"Bạn chọn "
"{this}."
#, python-format
#| msgid "left by a tool"
msgctxt "word:free/text"
msgid "100% free"
msgstr "Miễn phí 100%"
'''

CANONICAL = '''\
# A note for all who follow.
msgid ""
msgstr ""
"Project-Id-Version: booklet\\n"
"PO-Revision-Date: 2000-01-01 00:00+0000\\n"
"Last-Translator: none\\n"
"Language-Team: none\\n"
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

#  ask (address removed)
#. what: fixed words
#: content/words.yaml
#, fuzzy, python-brace-format
#| msgid "You choose"
msgctxt "word:title/text"
msgid "You choose {this}."
msgstr "Bạn chọn {this}."

msgctxt "word:free/text"
msgid "100% free"
msgstr "Miễn phí 100%"

#~ msgctxt "word:old/text"
#~ msgid "Old"
#~ msgstr "Cũ"
'''


def test_a_file_of_other_tools_is_brought_into_form(tmp_path: Path) -> None:
    root = started(tmp_path)
    (root / VI).write_text(FOREIGN, "utf-8")
    l10n(root, "fmt")
    assert (root / VI).read_text("utf-8") == CANONICAL


def test_who_translates_is_told_by_place_and_never_quoted(tmp_path: Path) -> None:
    root = started(tmp_path)
    (root / VI).write_text(FOREIGN, "utf-8")
    said = l10n(root, "status").stderr
    assert [n for n in (1, 8, 9, 20) if f"{VI}:{n}:1" in said] == [1, 8, 9, 20]
    assert said.count("warning[po-person]") == 4 and "Nguyen" not in said and "@" not in said
    l10n(root, "fmt")
    assert "po-person" not in l10n(root, "status").stderr


def test_check_lists_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    root = started(tmp_path)
    assert "3 files in form" not in l10n(root, "fmt", "--check").stdout
    (root / VI).write_text(FOREIGN, "utf-8")
    before = contents(root)
    assert VI in l10n(root, "fmt", "--check", code=1).stdout.splitlines()
    assert contents(root) == before


def test_one_bad_file_keeps_all_from_being_written(tmp_path: Path) -> None:
    root = started(tmp_path)
    (root / VI).write_text(FOREIGN, "utf-8")
    bad = root / "translations/km/LC_MESSAGES/ui.po"
    bad.parent.mkdir(parents=True)
    bad.write_text('msgid "')
    before = contents(root)
    l10n(root, "fmt", code=1)
    assert contents(root) == before


def test_a_file_elsewhere_keeps_the_language_and_plurals_of_its_header(tmp_path: Path) -> None:
    file = tmp_path / "some.po"
    file.write_text('msgid ""\nmsgstr "Language: pl\\nPlural-Forms: nplurals=3; plural=x;\\nContent-Type: text/plain; charset=utf8\\n"\n')
    l10n(tmp_path, "fmt", str(file))
    assert file.read_text() == dump([written("pl", "nplurals=3; plural=x;")])


def test_shipped_catalogs_and_templates_are_in_form() -> None:
    paths = every_catalog(SHIPPED)
    assert len(paths) > 100
    l10n(SHIPPED.root, "fmt", "--check")


@given(catalogs())
def test_form_is_kept_once_it_is_there(languages: dict[str, Language], entries: tuple[Entry, ...]) -> None:
    once = canonical(entries, header(languages["vi"]))
    text = dump(once)
    sink = Sink()
    assert read_po(text.encode(), "vi/ui.po", sink) == once and not any(d.severity == "error" for d in sink.finish())
    assert dump(canonical(once, header(languages["vi"]))) == text == dump(parse(text, "vi/ui.po", Sink()))


@given(catalogs())
def test_no_word_of_a_text_changes(languages: dict[str, Language], entries: tuple[Entry, ...]) -> None:
    after = {e.context: e for e in canonical(entries, header(languages["vi"])) if not e.is_header}
    messages = [e for e in entries if not e.is_header]
    assert len(after) == len(messages)
    for before in messages:
        now = after[before.context]
        assert (now.source, now.plural, now.targets, now.obsolete) == (before.source, before.plural, before.targets, before.obsolete)
        assert state(now) is state(before)
        assert "".join("".join(now.comments).split()) == "".join("".join(dict.fromkeys(c.rstrip() for c in before.comments)).split())


@pytest.mark.parametrize(
    "comment",
    ["review: by=lan@example.org on=2026-11-22 of=00000000", "ask <lan@example.org>!", "(lan.nguyen+po@mail.example.org)", "lan@localhost"],
)
def test_no_address_stays_in_a_comment(comment: str, languages: dict[str, Language]) -> None:
    (_, entry) = canonical([Entry("a", "b", ("c",), comments=(comment,))], header(languages["vi"]))
    assert "@" not in dump([entry]) and "lan" not in dump([entry])


def test_an_address_in_a_text_is_none_of_its_business(languages: dict[str, Language]) -> None:
    entry = Entry("a", "Write to help@example.org", ("Viết cho help@example.org",))
    assert canonical([entry], header(languages["vi"]))[1] == entry
    assert state(replace(entry, flags=("fuzzy",))) is EntryState.NEEDS_WORK
