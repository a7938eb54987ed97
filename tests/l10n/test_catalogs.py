"""Reading catalogs for print, updating them, counting states."""

from pathlib import Path

import pytest

from booklet.diag import Sink, Span
from booklet.l10n.catalogs import read_translations
from booklet.l10n.languages import Language
from booklet.l10n.localised import State
from booklet.l10n.po import Entry, dump
from booklet.l10n.states import EntryState
from booklet.l10n.update import header, status, templates, update
from booklet.model.catalogue import Catalogue, Word
from booklet.model.values import Text
from booklet.world.durable import write_all
from booklet.world.files import DiskWorld, MemoryWorld

ENTRIES = '''
msgctxt "word:a/text"
msgid "You choose."
msgstr "Bạn chọn."

#, fuzzy
msgctxt "word:b/text"
msgid "Stay safe"
msgstr "An toàn"

msgctxt "word:c/text"
msgid "Notes"
msgstr ""

#~ msgctxt "word:d/text"
#~ msgid "Gone"
#~ msgstr "Đã bỏ"
'''


def words(**sources: str) -> Catalogue:
    return Catalogue(words={i: Word(i, Text(s, f"word:{i}/text", Span("content/words.yaml", 1, 1))) for i, s in sources.items()})


def vietnamese(languages: dict[str, Language], body: str = ENTRIES, domain: str = "ui") -> dict[str, bytes]:
    return {f"translations/vi/LC_MESSAGES/{domain}.po": (dump([header(languages["vi"])]) + body).encode()}


def codes(sink: Sink) -> list[str]:
    return [d.code for d in sink.finish()]


def test_a_catalog_knows_what_may_print(languages: dict[str, Language]) -> None:
    sink = Sink()
    catalogs = read_translations(MemoryWorld(vietnamese(languages)), ["vi", "th"], sink, languages)
    messages = catalogs["vi"].messages
    assert {context: m.state for context, m in messages.items()} == {
        "word:a/text": State.TRANSLATED, "word:b/text": None, "word:c/text": None,
    }  # fmt: skip
    assert messages["word:a/text"].target == "Bạn chọn."
    assert messages["word:a/text"].span == Span("translations/vi/LC_MESSAGES/ui.po", 13, 1)
    assert catalogs["th"].messages == {} and not sink.finish()


def test_a_folder_may_be_spelled_as_gettext_does(languages: dict[str, Language]) -> None:
    files = {"translations/zh_Hans/LC_MESSAGES/ui.po": ENTRIES.encode()}
    assert "word:a/text" in read_translations(MemoryWorld(files), ["zh-Hans"], Sink())["zh-Hans"].messages


def test_one_identity_in_two_files_is_an_error(languages: dict[str, Language]) -> None:
    sink = Sink()
    files = vietnamese(languages) | vietnamese(languages, ENTRIES, "guidance")
    read_translations(MemoryWorld(files), ["vi"], sink)
    assert set(codes(sink)) == {"duplicate-msgctxt"}


def test_a_file_that_is_not_utf8_is_an_error() -> None:
    sink = Sink()
    read_translations(MemoryWorld({"translations/vi/LC_MESSAGES/ui.po": b'msgid ""\nmsgstr "\xff"\n'}), ["vi"], sink)
    (diagnostic,) = sink.finish()
    assert diagnostic.code == "po-encoding" and diagnostic.span and diagnostic.span.line == 2


def test_update_writes_templates_and_catalogs_once(tmp_path: Path, languages: dict[str, Language]) -> None:
    world, sink = DiskWorld(tmp_path), Sink()
    write_all((tmp_path / path, data) for path, data in vietnamese(languages).items())
    catalogue = words(a="You choose.", b="Stay safe", c="My notes", e="New {x}")
    languages = {tag: languages[tag] for tag in ("en", "id", "ms", "vi", "th")}
    files = update(world, tmp_path, catalogue, languages, sink)
    assert [path.relative_to(tmp_path).as_posix() for path, _ in files] == [
        "translations/pot/ui.pot",
        *(f"translations/{lang}/LC_MESSAGES/ui.po" for lang in ("id", "ms", "vi", "th")),
    ]
    write_all(files)
    written = (tmp_path / "translations/vi/LC_MESSAGES/ui.po").read_text()
    assert 'msgid "You choose."\nmsgstr "Bạn chọn."' in written
    assert '#: content/words.yaml\n#, python-brace-format\nmsgctxt "word:e/text"' in written
    assert written.endswith('#~ msgctxt "word:d/text"\n#~ msgid "Gone"\n#~ msgstr "Đã bỏ"\n')
    assert update(world, tmp_path, catalogue, languages, sink) == () and not sink.finish()


def test_update_leaves_a_language_with_a_broken_file_alone(tmp_path: Path, languages: dict[str, Language]) -> None:
    sink = Sink()
    world = MemoryWorld(vietnamese(languages, '\nmsgctxt "word:a/text"\nmsgid "You\nmsgstr "Bạn chọn."\n'))
    files = update(world, tmp_path, words(a="You choose."), languages, sink)
    assert not any("vi" in path.parts for path, _ in files) and codes(sink) == ["po-string"]


def test_a_message_that_moves_to_another_file_takes_its_translation_along(tmp_path: Path, languages: dict[str, Language]) -> None:
    sink, world = Sink(), MemoryWorld(vietnamese(languages, ENTRIES, "guidance"))
    files = {path.name: data.decode() for path, data in update(world, tmp_path, words(a="You choose."), languages, sink) if "vi" in path.parts}
    assert 'msgstr "Bạn chọn."' in files["ui.po"] and '#~ msgstr "Bạn chọn."' in files["guidance.po"]


def test_templates_are_split_by_domain() -> None:
    assert {domain: [e.context for e in entries] for domain, entries in templates(words(a="A", b="B"), Sink()).items()} == {
        "ui": ["word:a/text", "word:b/text"]
    }


def test_status_counts_live_entries(languages: dict[str, Language]) -> None:
    (row,) = status(MemoryWorld(vietnamese(languages)), list(languages.values()), Sink())
    assert (row.lang, row.domain) == ("vi", "ui")
    assert {s: n for s, n in row.counts.items() if n} == {
        EntryState.TRANSLATED: 1, EntryState.NEEDS_WORK: 1, EntryState.UNTRANSLATED: 1,
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["id", "ms", "vi", "th"])
def test_the_header_names_language_and_plurals_and_nobody(lang: str, languages: dict[str, Language]) -> None:
    text = header(languages[lang]).target
    assert f"Language: {lang}\n" in text and "Plural-Forms: nplurals=1; plural=0;\n" in text and "@" not in text
    assert isinstance(header(None), Entry) and "Plural-Forms" not in header(None).target
