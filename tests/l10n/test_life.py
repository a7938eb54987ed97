"""A language begins, is counted, and loses what is no longer needed."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from little_project import VI, contents, l10n, started, write_project, write_words

from booklet.l10n.languages import Language
from booklet.l10n.new_language import table_line
from booklet.l10n.states import EntryState
from booklet.l10n.status_page import status_page
from booklet.l10n.update import StatusRow


def test_add_starts_a_language_with_every_text(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    out = l10n(root, "add", "km").stdout
    assert "1 file in translations/km/LC_MESSAGES/" in out and "Noto Sans Khmer" in out and "export --lang km" in out
    text = (root / "translations/km/LC_MESSAGES/ui.po").read_text("utf-8")
    assert "Language: km\\n" in text and "nplurals=1" in text and text.count('msgstr ""') == 4
    assert (root / "translations/pot/ui.pot").is_file() and not (root / "translations/vi").exists()
    l10n(root, "fmt", "--check")
    before = contents(root)
    assert "had been started before; 0 files" in l10n(root, "add", "KM").stdout
    assert contents(root) == before


def test_add_says_which_line_a_language_needs(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    before = contents(root)
    said = l10n(root, "add", "fr", code=1).stderr
    assert "error[unlisted-language]" in said and '{tag: fr, autonym: Français, script: Latn, direction: ltr' in said
    assert "booklet fonts fr" in said and contents(root) == before
    assert "there is no language 'qqq'" in l10n(root, "add", "qqq", code=2).stderr
    assert "English" in l10n(root, "add", "en", code=2).stderr


def test_the_line_that_is_shown_can_be_used(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    table = root / "translations/languages.yaml"
    table.write_text(table.read_text("utf-8") + table_line("fr") + "\n", "utf-8")
    assert "1 file in translations/fr" in l10n(root, "add", "fr").stdout


def test_the_line_agrees_with_the_table_where_both_know(languages: dict[str, Language]) -> None:
    for tag in ("id", "vi", "th", "lo", "km", "ar", "ur", "ta", "zh-Hans", "ja", "ko", "sw"):
        fields = dict(part.split(": ", 1) for part in table_line(tag).strip(" -{}").split(", "))
        language = languages[tag]
        assert (fields["script"], fields["direction"], fields["spaces"] == "yes") == (language.script, language.direction, language.spaces), tag
        assert fields["plural_forms"] in ("…", f'"{language.plural_forms}"'), tag


def gone(root: Path) -> Path:
    write_words(root, '- {id: call, text: "Call {number}."}\n')
    l10n(root, "update")
    return root


def test_prune_lists_first_and_drops_when_told(tmp_path: Path) -> None:
    root = gone(started(tmp_path))
    before = contents(root)
    out = l10n(root, "prune").stdout
    assert f"{VI}\n  word:title/text: 'You choose.' = 'Bạn chọn.'\n" in out
    assert "2 obsolete translations would be dropped; nothing was changed" in out and contents(root) == before
    assert "no obsolete" in l10n(root, "prune", "--lang", "km", "--yes").stdout and contents(root) == before
    assert [d["key"] for d in json.loads(l10n(root, "prune", "--json").stdout)["dropped"]] == ["word:title/text", "word:danger.call/text"]
    assert "2 obsolete translations dropped" in l10n(root, "prune", "--yes").stdout
    assert "#~" not in (root / VI).read_text("utf-8") and "word:call/text" in (root / VI).read_text("utf-8")
    l10n(root, "fmt", "--check")
    assert "no obsolete" in l10n(root, "prune").stdout


def test_what_is_gone_returns_unless_it_was_pruned(tmp_path: Path) -> None:
    root = gone(started(tmp_path))
    write_project(root)
    l10n(root, "update")
    assert 'msgstr "Bạn chọn."' in (root / VI).read_text("utf-8")
    l10n(gone(root), "prune", "--yes")
    write_project(root)
    l10n(root, "update")
    assert "Bạn chọn" not in (root / VI).read_text("utf-8")


class _Page(HTMLParser):
    """Tags, attributes and words of a page; fails at a tag that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def counts(**numbers: int) -> dict[EntryState, int]:
    return {state: numbers.get(state.name.lower(), 0) for state in EntryState}


ROWS = (
    StatusRow("ar", "guidance", counts(reviewed=199, untranslated=1)),
    StatusRow("ar", "ui", counts(machine_draft=3, needs_work=4, stale=5, translated=6)),
    StatusRow("km", "<ui>", counts()),
)


def test_the_status_page_says_all_in_words_too(languages: dict[str, Language]) -> None:
    page = _Page(status_page(ROWS, languages))
    labels = [attributes["aria-label"] for tag, attributes in page.tags if tag == "svg" and "aria-label" in attributes]
    assert labels == [
        "199 reviewed, 6 translated, 5 stale, 3 machine-draft, 4 needs-work, 1 untranslated", "no texts",
        "199 reviewed, 1 untranslated", "6 translated, 5 stale, 3 machine-draft, 4 needs-work",
        "199 reviewed, 6 translated, 5 stale, 3 machine-draft, 4 needs-work, 1 untranslated", "no texts",
    ]  # fmt: skip
    assert ("bdi", {"lang": "ar", "dir": "rtl"}) in page.tags and "العربية" in page.words and "<ui>" in page.words
    assert "91 % reviewed" in page.words, "rounded down"
    widths = [float(w) for w in re.findall(r'x="[^"]*" width="([0-9.]+)%"', status_page(ROWS[:1], languages))]
    assert widths == [99.5, 0.6, 99.5, 0.6]


def test_the_status_page_needs_nothing_else(languages: dict[str, Language]) -> None:
    text = status_page(ROWS, languages)
    page = _Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"https?://|@import|url\((?!#)", text)
    assert all(str(value).startswith("#") for _, attributes in page.tags for name, value in attributes.items() if name in ("href", "src"))
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert text == status_page(ROWS, languages)


@pytest.mark.parametrize("name", ["status.html", "deep/er/status.html"])
def test_status_writes_the_page(name: str, tmp_path: Path) -> None:
    root = started(tmp_path)
    assert "wrote" in l10n(root, "status", "--html", str(tmp_path / name)).stdout
    assert "Tiếng Việt" in (tmp_path / name).read_text("utf-8")


def test_the_page_of_a_project_without_catalogs_says_what_to_do(tmp_path: Path) -> None:
    l10n(write_project(tmp_path), "status", "--html", str(tmp_path / "a.html"))
    assert "booklet l10n add" in (tmp_path / "a.html").read_text("utf-8")
