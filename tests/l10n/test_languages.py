"""The table of languages."""

import pytest

from booklet.diag import Sink
from booklet.l10n.languages import FILE, Calendar, Language, normalise, read_languages
from booklet.world.files import MemoryWorld


def test_the_shipped_table(languages: dict[str, Language]) -> None:
    assert list(languages)[:5] == ["en", "id", "ms", "vi", "th"]
    assert languages["th"].calendar is Calendar.BUDDHIST and languages["th"].spaces is False
    assert languages["vi"].autonym == "Tiếng Việt"


@pytest.mark.parametrize(("written", "tag"), [("zh_Hans", "zh-Hans"), ("zh-hans-cn", "zh-Hans-CN"), ("TH", "th"), ("es_419", "es-419")])
def test_tags_from_file_names(written: str, tag: str) -> None:
    assert normalise(written) == tag


ROW = "{tag: %s, autonym: X, script: Latn, direction: ltr, spaces: yes, digits: latn, calendar: gregorian, reviewers: 2, babel: en, plural_forms: x}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "no-languages"),
        (f"languages:\n  - {ROW % 'zh_hans'}\n", "bad-language-tag"),
        (f"languages:\n  - {ROW % 'vi'}\n  - {ROW % 'vi'}\n", "bad-language-tag"),
    ],
)
def test_faults_of_the_table(text: str | None, code: str) -> None:
    sink = Sink()
    read_languages(MemoryWorld({FILE: text.encode()} if text else {}), sink)
    assert [d.code for d in sink.finish()] == [code]
