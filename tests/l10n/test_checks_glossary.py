"""The glossary: rows that cannot be used are told with their line; words are found as people write them."""

import pytest

from booklet.diag import Sink
from booklet.l10n.checks import findings
from booklet.l10n.glossary import Glossary, read_glossary
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry
from booklet.world.files import MemoryWorld

HEAD = "term\tkind\tlang\ttarget\tnote"


def read(languages: dict[str, Language], *rows: str, head: str = HEAD, end: str = "\n") -> tuple[Glossary, Sink]:
    sink = Sink()
    data = end.join((head, *rows, "")).encode()
    return read_glossary(MemoryWorld({"translations/glossary.tsv": data}), languages, sink), sink


def codes(source: str, target: str, lang: str, languages: dict[str, Language], *rows: str) -> list[str]:
    glossary, sink = read(languages, *rows)
    assert not sink.finish()
    return [f.code for f in findings(Entry("message:a/text", source, (target,)), languages[lang], glossary)]


POLICE = "police\tpreferred\tid\tpolisi\t"


@pytest.mark.parametrize(
    ("source", "target", "clean"),
    [
        ("Call the police.", "Hubungi polisi.", True),
        ("POLICE station", "Kantor kepolisian", True),  # prefixes and endings
        ("The Police’s number", "Nomor POLISI", True),
        ("Call the police.", "Hubungi aparat.", False),
        ("a policeman", "petugas", True),  # another word
        ("Take care.", "Hati-hati.", True),
    ],
)
def test_a_preferred_word(source: str, target: str, clean: bool, languages: dict[str, Language]) -> None:
    assert codes(source, target, "id", languages, POLICE) == ([] if clean else ["l12-preferred"])


@pytest.mark.parametrize("source", ["embassy", "Embassies", "the embassy’s door"])
def test_english_plurals_and_genitives_have_the_term_too(source: str, languages: dict[str, Language]) -> None:
    assert codes(source, "x", "vi", languages, "embassy\tpreferred\tvi\tđại sứ quán\t") == ["l12-preferred"]
    assert codes(source, "Đại  Sứ\nQuán", "vi", languages, "embassy\tpreferred\tvi\tđại sứ quán\t") == []


def test_one_of_several_targets_will_do(languages: dict[str, Language]) -> None:
    rows = ("money transfer\tpreferred\tzh\t汇款\t", "money transfer\tpreferred\tzh\t匯款\tin Hong Kong")
    assert codes("A money  transfer", "汇款", "zh-Hans", languages, *rows) == []
    assert codes("A money transfer", "匯款", "zh-Hant", languages, *rows) == []
    assert codes("A money transfer", "转账", "zh-Hans", languages, *rows) == ["l12-preferred"]
    assert codes("A transfer", "转账", "zh-Hans", languages, *rows) == []


def test_invisible_characters_inside_words_do_not_hide_them(languages: dict[str, Language]) -> None:
    assert codes("the embassy", "ដែល\u200bស្ថាន\u200bទូត", "km", languages, "embassy\tpreferred\tkm\tស្ថានទូត\t") == []
    assert codes("home", "الـبـيـت", "ar", languages, "home\tpreferred\tar\tبيت\t") == []
    assert codes("slave", "ទាស\u200bករ", "km", languages, "*\tforbidden\tkm\tទាសករ\t") == ["l12-forbidden"]


@pytest.mark.parametrize(
    ("lang", "row", "source", "target", "clean"),
    [
        ("id", "*\tforbidden\tid\tbudak\t", "worker", "Anda budak?", False),
        ("id", "*\tforbidden\tid\tbudak\t", "culture", "kebudakan", True),  # a whole word
        ("id", "*\tforbidden\tid\tbudak*\t", "worker", "Budaknya", False),  # with its endings
        ("bn", "*\tforbidden\tbn\tদাস\t", "worker", "দাসী", True),  # a vowel sign goes on with the word
        ("bn", "*\tforbidden\tbn\tদাস\t", "worker", "সে দাস।", False),
        ("th", "*\tforbidden\tth\tทาส\t", "worker", "คุณเป็นทาสไหม", False),
        ("th", "*\tforbidden\tth\tกะ\t", "worker", "กะ\u0e34", True),  # a mark goes on with the syllable
        ("zh-Hans", "*\tforbidden\tzh\t奴隶\t", "worker", "你是奴隶吗", False),
        ("ar", "*\tforbidden\tar\tعبد\t", "worker", "هل أنت عبد؟", False),
        ("ar", "*\tforbidden\tar\tعبد\t", "name", "عبدالله", True),
        ("my", "*\tforbidden\tmy\tကျွန်\t", "I", "ကျွန်ုပ်", True),
        ("id", "client\tforbidden\tid\tpelanggan\tsay orang", "the client", "pelanggan", False),
        ("id", "client\tforbidden\tid\tpelanggan\t", "the customer", "pelanggan", True),
    ],
)
def test_a_forbidden_word(lang: str, row: str, source: str, target: str, clean: bool, languages: dict[str, Language]) -> None:
    assert codes(source, target, lang, languages, row) == ([] if clean else ["l12-forbidden"])


def test_a_name_to_keep_is_kept_letter_for_letter(languages: dict[str, Language]) -> None:
    row = "WhatsApp\tkeep\t*\tWhatsApp\t"
    assert codes("Use WhatsApp.", "โทรWhatsAppได้", "th", languages, row) == []
    assert codes("Use WhatsApp.", "ใช้ Whatsapp", "th", languages, row) == ["l12-keep"]
    assert codes("Use WhatsApp.", "Pakai WhatsAppnya", "id", languages, row) == ["l12-keep"]
    assert codes("Use it.", "ใช้", "th", languages, row) == []


def test_the_finding_says_where_and_why(languages: dict[str, Language]) -> None:
    glossary, _ = read(languages, "*\tforbidden\tid\tbudak\tinsults")
    (finding,) = findings(Entry("a", "You?", ("Apa Anda budak?",)), languages["id"], glossary)
    assert (finding.start, finding.severity) == (9, "error") and "insults" in finding.message


@pytest.mark.parametrize(
    "row",
    [
        "police\tpreferred\tid", "police\tpreferred\tid\tpolisi\tnote\tmore", "police\tprefered\tid\tpolisi\t", "police\tpreferred\txx\tpolisi\t",
        "\tpreferred\tid\tpolisi\t", "police\tpreferred\tid\t\t", "*\tpreferred\tid\tpolisi\t", "*\tforbidden\tid\t*\t",
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_told_and_left_out(row: str, languages: dict[str, Language]) -> None:
    glossary, sink = read(languages, POLICE, "# a remark", "", row)
    (diagnostic,) = sink.finish()
    assert diagnostic.code == "glossary-row" and diagnostic.span and diagnostic.span.line == 5
    assert [term.term for term in glossary.terms] == ["police"]


def test_a_word_cannot_be_asked_for_and_forbidden(languages: dict[str, Language]) -> None:
    glossary, sink = read(languages, POLICE, "*\tforbidden\tid\tPolisi\t", "thief\tforbidden\tid\tpolisi\t")
    (diagnostic,) = sink.finish()
    assert diagnostic.span and diagnostic.span.line == 3 and "line 2" in diagnostic.message
    assert len(glossary.terms) == 2


def test_files_as_other_programs_write_them(languages: dict[str, Language]) -> None:
    assert not read(languages, POLICE, head="\ufeff" + HEAD, end="\r\n")[1].finish()
    assert [d.code for d in read(languages, POLICE, head="term,kind")[1].finish()] == ["glossary-row"]
    sink = Sink()
    read_glossary(MemoryWorld({"translations/glossary.tsv": HEAD.encode() + b"\n\xff"}), languages, sink)
    (diagnostic,) = sink.finish()
    assert diagnostic.span and diagnostic.span.line == 2
    assert read_glossary(MemoryWorld({}), languages, Sink()).terms == ()


def test_rows_for_the_translator_to_see(languages: dict[str, Language]) -> None:
    rows = (POLICE, "QR\tkeep\t*\tQR\t", "slave\tforbidden\tid\tbudak\t", "police\tpreferred\tms\tpolis\t", "*\tforbidden\tid\tbudak\t")
    glossary, _ = read(languages, *rows)
    assert [t.target for t in glossary.shown_for("The police scan the QR of slaves", "id")] == ["polisi", "QR", "budak"]
    assert [t.target for t in glossary.shown_for("The police", "ms")] == ["polis"]
