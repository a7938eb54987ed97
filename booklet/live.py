"""What a live edition must not say: texts that nobody has reviewed, or one person alone where it takes two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from booklet.compose.block import Story
from booklet.diag import Sink, Span
from booklet.l10n.catalogs import Catalog
from booklet.l10n.localised import Localised, State
from booklet.layout.pages import texts_of
from booklet.model.edition import Edition

_NO_REVIEW = "that no person has reviewed"
_ONE_REVIEW = "that are critical and have one reviewer only"
_NO_TRANSLATION = "that print in English, for want of a translation"
_HINTS = {
    _NO_REVIEW: "have them reviewed ('booklet l10n review --lang {lang}'), or take 'live' out of the edition's gates",
    _ONE_REVIEW: "have a second person review them ('booklet l10n review --lang {lang}'), or take 'live' out of the edition's gates",
    _NO_TRANSLATION: "translate them, or take 'live' out of the edition's gates",
}


def check_live(stories: Iterable[Story], edition: Edition, catalogs: Mapping[str, Catalog], sink: Sink) -> None:
    """Refuse in a live edition what would stand under DRAFT in another, and critical texts with fewer than two reviewers;
    one error for each language and reason: not-live."""
    if not edition.gates.live:
        return
    found: dict[tuple[str, str], dict[str, Span | None]] = {}
    for story in stories:
        for text in texts_of((story.title, *story.groups)):
            if fault := _fault(text, catalogs):
                lang = story.lang if fault == _NO_TRANSLATION else text.lang
                span = catalogs[lang].messages[text.message].span if text.message in catalogs[lang].messages else None
                found.setdefault((lang, fault), {}).setdefault(text.message or text.text, span)
    for (lang, fault), texts in found.items():
        name, span = next(iter(texts.items()))
        count = "1 text" if len(texts) == 1 else f"{len(texts)} texts"
        sink.error("not-live", f"a live edition may not print {count} in '{lang}' {fault}, such as '{name}'", span, _HINTS[fault].format(lang=lang))


def _fault(text: Localised, catalogs: Mapping[str, Catalog]) -> str | None:
    if text.is_draft:
        return _NO_REVIEW
    if text.state is State.FALLBACK:
        return _NO_TRANSLATION
    message = catalogs[text.lang].messages.get(text.message) if text.message and text.lang in catalogs else None
    return _ONE_REVIEW if message and message.lone and text.state is State.REVIEWED else None
