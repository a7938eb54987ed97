"""Each folder is the good project with one file spoilt: what the editor is told, where, and what to do about it.

A folder is named by its code, with the kind of file before it where that is not a service: messages.wrong-id."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet.diag import Sink
from booklet.model.catalogue import Catalogue
from booklet.model.edition import Edition
from booklet.model.internal import read_internal
from booklet.model.read import read_catalogue, read_one
from booklet.model.template import Template
from booklet.world.files import MemoryWorld

HERE = Path(__file__).parent
SERVICE = "content/services/xx/xx-line.yaml"
MESSAGES = "content/messages/rights.yaml"
TOPICS, WORDS = "content/topics.yaml", "content/words.yaml"
EDITION = "content/editions/e.yaml"
PLACES = "content/places/xx.yaml"
INTERNAL = "content/internal/xx-line.yaml"
TEMPLATE = "content/templates/t.yaml"
KINDS = {SERVICE, MESSAGES, TOPICS, WORDS, EDITION, PLACES, INTERNAL, TEMPLATE}

CASES = {
    "duplicate-key": (SERVICE, 5, 1, "delete one of the two"),
    "yaml-tab": (SERVICE, 10, 1, "indent with spaces"),
    "yaml-encoding": (SERVICE, 2, 10, "encoding UTF-8"),
    "yaml-syntax": (SERVICE, 2, 11, "between quotes"),
    "yaml-tag": (SERVICE, 2, 7, "remove the tag"),
    "yaml-alias": (SERVICE, 6, 10, "write the value out"),
    "unknown-key": (SERVICE, 14, 5, "did you mean 'free'?"),
    "unknown-value": (SERVICE, 5, 47, "did you mean 'ngo'?"),
    "missing-key": (SERVICE, 1, 1, "add 'summary: …'"),
    "empty-value": (SERVICE, 6, 9, "write the value"),
    "bad-text": (SERVICE, 6, 10, "the keyboard of one script"),
    "wrong-id": (SERVICE, 9, 9, "use a-z and 0-9"),
    "duplicate-id": (SERVICE, 15, 10, "an id of its own"),
    "file-name": ("content/services/xx/other.yaml", 1, 5, "rename the file to 'xx-line.yaml'"),
    "file-suffix": ("content/services/xx/other.yml", 1, 1, "'.yaml'"),
    "unknown-id": (SERVICE, 7, 9, "did you mean 'work'?"),
    "no-number": (SERVICE, 9, 5, "add 'number: …'"),
    "no-address": (SERVICE, 15, 5, "add 'address: …'"),
    "wrong-number": (SERVICE, 11, 13, "single spaces or hyphens"),
    "wrong-e164": (SERVICE, 12, 11, "+6564350000"),
    "number-mismatch": (SERVICE, 13, 13, "look at the source again"),
    "number-differs": (SERVICE, 11, 13, "a channel of its own"),
    "not-abroad": (SERVICE, 13, 13, "remove 'abroad'"),
    "short-code": (SERVICE, 15, 5, "add 'national_only: yes'"),
    "refused-number": (SERVICE, 11, 13, "after looking at the sources"),
    "sensitive-source": (SERVICE, 16, 27, "may lead to a person"),
    "wrong-hours": (SERVICE, 15, 56, "such as 08:30"),
    "wrong-date": (SERVICE, 15, 16, "such as 2025-03-24"),
    "wrong-country": (SERVICE, 3, 10, "two capital letters"),
    "wrong-language": (SERVICE, 15, 22, "BCP 47"),
    "flag-field": (SERVICE, 15, 41, "did you mean 'tells_police'?"),
    "flag-unheeded": (SERVICE, 15, 43, "add 'blocked: …'"),
    "refused-key": (SERVICE, 17, 1, "content/internal"),
    "unsafe-url": (SERVICE, 15, 35, "the organisation itself"),
    "wrong-email": (SERVICE, 15, 38, "help@example.org"),
    "number-in-text": (SERVICE, 6, 10, "make it a channel"),
    "position": (SERVICE, 6, 10, "content/internal"),
    "wrong-channel": (SERVICE, 15, 11, "kind sms"),
    "wrong-age": (SERVICE, 17, 45, "exchange the two"),
    "contradiction": (SERVICE, 17, 43, "mend one of the two"),
    "wrong-cost": (SERVICE, 17, 16, "12.50"),
    "not-public": (SERVICE, 18, 38, "public: yes"),
    "no-result": (SERVICE, 17, 11, "answered, no_answer"),
    "service.refused-key": (SERVICE, 17, 71, "write down what the call found"),
    "service.unknown-id": (SERVICE, 17, 17, "did you mean 'xx-1'?"),
    "service.wrong-hours": (SERVICE, 21, 7, "a split shift"),
    "service.number-mismatch": (SERVICE, 15, 29, "both entries must come from it"),
    "service.wrong-date": (SERVICE, 18, 58, "its last under 'ends'"),
    "messages.yaml-syntax": (MESSAGES, 3, 29, "close the quote"),
    "messages.unknown-key": (MESSAGES, 7, 5, "did you mean 'audience'?"),
    "messages.unknown-value": (MESSAGES, 7, 15, "did you mean 'workers'?"),
    "messages.missing-key": (MESSAGES, 5, 5, "add 'text: …'"),
    "messages.duplicate-id": (MESSAGES, 4, 10, "an id of its own"),
    "messages.unknown-id": (MESSAGES, 4, 67, "did you mean 'rights.safe'?"),
    "messages.wrong-id": (MESSAGES, 5, 9, "use a-z and 0-9"),
    "messages.empty-value": (MESSAGES, 6, 11, "write the value"),
    "messages.wrong-shape": (MESSAGES, 9, 9, "fact, answer, of"),
    "messages.position": (MESSAGES, 6, 11, "found by its address"),
    "messages.wrong-type": (MESSAGES, 7, 12, "yes or no"),
    "messages.yaml-tag": (MESSAGES, 6, 11, "remove the tag"),
    "edition.no-companion": (EDITION, 9, 7, "add 'companion: en'"),
    "edition.gate-loosened": (EDITION, 9, 8, "write 365 or something stricter"),
    "edition.unknown-key": (EDITION, 10, 1, "did you mean 'readers'?"),
    "edition.missing-key": (EDITION, 1, 1, "add 'stem: …'"),
    "edition.wrong-date": (EDITION, 4, 8, "such as 2025-03-24"),
    "edition.unknown-value": (EDITION, 5, 13, "all, adults"),
    "edition.wrong-shape": (EDITION, 7, 12, "on a line of its own"),
    "edition.wrong-type": (EDITION, 9, 34, "yes or no"),
    "edition.file-name": (EDITION, 1, 5, "rename the file to 'river.yaml'"),
    "edition.duplicate-key": (EDITION, 8, 1, "delete one of the two"),
    "edition.empty-value": (EDITION, 3, 6, "write the value"),
    "edition.yaml-merge": (EDITION, 8, 9, "write the values out"),
    "places.wrong-place": (PLACES, 10, 11, "TH-63 for a subdivision"),
    "places.unknown-id": (PLACES, 11, 13, "under content/places"),
    "places.missing-key": (PLACES, 7, 5, "the place around it"),
    "places.no-source": (PLACES, 12, 14, "where its name and code are from"),
    "places.refused-key": (PLACES, 12, 5, "content/internal"),
    "places.duplicate-id": (PLACES, 7, 9, "an id of its own"),
    "places.unknown-value": (PLACES, 20, 11, "crossing"),
    "places.unknown-key": (PLACES, 21, 5, "did you mean 'sides'?"),
    "places.wrong-id": (PLACES, 18, 9, "use a-z and 0-9"),
    "places.wrong-shape": (PLACES, 6, 14, "on a line of its own"),
    "places.bad-text": (PLACES, 8, 11, "delete it"),
    "internal.unknown-key": (INTERNAL, 2, 1, "did you mean 'shelter_address'?"),
    "internal.missing-key": (INTERNAL, 5, 5, "add 'role: …'"),
    "internal.file-name": (INTERNAL, 1, 5, "rename the file to 'yy-line.yaml'"),
    "internal.wrong-shape": (INTERNAL, 2, 18, "on a line of its own"),
    "internal.wrong-id": (INTERNAL, 1, 5, "use a-z and 0-9"),
    "internal.empty-value": (INTERNAL, 8, 7, "write the value"),
    "internal.duplicate-key": (INTERNAL, 9, 1, "delete one of the two"),
    "internal.yaml-tab": (INTERNAL, 6, 1, "indent with spaces"),
    "internal.yaml-alias": (INTERNAL, 8, 7, "write the value out"),
    "internal.yaml-encoding": (INTERNAL, 6, 15, "encoding UTF-8"),
    "internal.yaml-syntax": (INTERNAL, 8, 10, "between quotes"),
    "topics.unknown-key": (TOPICS, 2, 46, "known keys"),
    "topics.missing-key": (TOPICS, 2, 5, "add 'icon: …'"),
    "topics.duplicate-id": (TOPICS, 3, 10, "an id of its own"),
    "topics.wrong-id": (TOPICS, 3, 10, "use a-z and 0-9"),
    "topics.empty-value": (TOPICS, 2, 23, "write the value"),
    "topics.yaml-tab": (TOPICS, 2, 1, "indent with spaces"),
    "topics.yaml-syntax": (TOPICS, 3, 1, "close the mapping with '}'"),
    "topics.wrong-shape": (TOPICS, 3, 5, "label"),
    "topics.yaml-anchor": (TOPICS, 2, 23, "remove it"),
    "topics.bad-text": (TOPICS, 2, 23, "one script"),
    "words.unknown-key": (WORDS, 2, 36, "did you mean 'keep'?"),
    "words.missing-key": (WORDS, 2, 5, "add 'text: …'"),
    "words.duplicate-id": (WORDS, 3, 10, "an id of its own"),
    "words.wrong-id": (WORDS, 2, 10, "use a-z and 0-9"),
    "words.empty-value": (WORDS, 2, 29, "write the value"),
    "words.wrong-shape": (WORDS, 2, 42, "on a line of its own"),
    "words.yaml-syntax": (WORDS, 2, 29, "close the quote"),
    "words.yaml-documents": (WORDS, 3, 1, "to a file of its own"),
    "words.yaml-character": (WORDS, 2, 32, "delete it"),
    "words.bad-text": (WORDS, 2, 29, "type the text around it again"),
    "messages.variant-placeholders": (MESSAGES, 11, 27, "the same {…} into both"),
    "service.wrong-number": (SERVICE, 17, 79, "as it was dialled"),
    "template.wrong-fit": (TEMPLATE, 17, 6, "write 1 first"),
    "template.page-head": (TEMPLATE, 15, 5, "add 'icon: …'"),
    "template.unknown-key": (TEMPLATE, 15, 64, "did you mean 'section'?"),
    "template.missing-key": (TEMPLATE, 1, 1, "add 'qr_module: …'"),
    "template.wrong-type": (TEMPLATE, 4, 7, "digits and a point"),
    "template.wrong-shape": (TEMPLATE, 2, 7, "all in brackets"),
    "template.unknown-value": (TEMPLATE, 16, 25, "did you mean 'numbers'?"),
    "template.duplicate-id": (TEMPLATE, 16, 10, "an id of its own"),
    "template.empty-value": (TEMPLATE, 15, 56, "write the value"),
    "template.file-name": (TEMPLATE, 1, 5, "rename the file to 'a7.yaml'"),
    "template.yaml-syntax": (TEMPLATE, 9, 9, "close the mapping with '}'"),
    "template.duplicate-key": (TEMPLATE, 5, 1, "delete one of the two"),
    "template.wrong-id": (TEMPLATE, 14, 10, "use a-z and 0-9"),
}  # fmt: skip


def files(folder: str) -> dict[str, bytes]:
    root = HERE / folder
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def read(files: dict[str, bytes], sink: Sink) -> Catalogue:
    world = MemoryWorld(files)
    read_internal(world, sink)
    read_one(world, EDITION, Edition, sink)
    read_one(world, TEMPLATE, Template, sink)
    return read_catalogue(world, sink)


def test_the_good_project_is_good() -> None:
    sink = Sink()
    catalogue = read(files("good"), sink)
    assert not sink.finish()
    assert list(catalogue.services) == ["xx-line"]
    assert list(catalogue.messages) == ["rights.safe", "rights.papers", "rights.rest"]
    assert list(catalogue.places) == ["xx", "xx-1", "yy", "crossing-bridge"]


@pytest.mark.parametrize("case", CASES)
def test_spoilt(case: str) -> None:
    path, line, column, hint = CASES[case]
    code = case.rpartition(".")[2]
    spoilt = files(case)
    good = {name: data for name, data in files("good").items() if code != "file-name" or name != SERVICE}
    sink = Sink()
    read(good | spoilt, sink)
    found = {(d.code, str(d.span)) for d in sink.finish()}
    assert (code, f"{path}:{line}:{column}") in found
    assert {d.code for d in sink.finish()} == {code}, "nothing that follows from it"
    assert hint in "\n".join(h for d in sink.finish() for h in d.hints)


def test_every_folder_is_in_the_table() -> None:
    assert {p.name for p in HERE.iterdir() if p.is_dir() and p.name != "__pycache__"} == {*CASES, "good"}


@pytest.mark.parametrize("path", sorted(KINDS))
def test_each_kind_of_file_is_spoilt_in_ten_ways(path: str) -> None:
    assert sum(case[0] == path for case in CASES.values()) >= 10
