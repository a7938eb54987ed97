"""What must not leave the house: internal lines, sources and names never stand in a finished file, nor stop an honest one."""

import shutil

import pytest
from small_project import built_project

from booklet.run.jobs import Order, build_all

SERVICE = "content/services/sg/sg-mom.yaml"
INTERNAL = """  - id: back-office
    kind: voice
    number: "{number}"
    disclosure: internal
"""
ADVICE = "content/messages/safety.yaml", "If someone checks your phone, use another phone you trust."


@pytest.fixture
def project(tmp_path):
    return shutil.copytree(built_project(), tmp_path / "project")


def build(root, user=""):
    return build_all(root, Order(languages=("en",)), None, lambda done, of: None, user)


def change(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def add_internal(root, number):
    """A line that is not for everyone, of a service that prints."""
    change(root, SERVICE, "  - id: web\n", INTERNAL.format(number=number) + "  - id: web\n")


def codes(result):
    return {d.code for d in result.sink.finish() if d.severity == "error"}


def test_an_internal_number_in_an_advice_stops_the_booklet(project):
    add_internal(project, "6999 4321")
    assert build(project).ok
    path, advice = ADVICE
    change(project, path, advice, f"{advice} Ask 6999 4321.")
    assert codes(build(project)) == {"leak"}


def test_an_internal_line_with_a_printed_number_is_no_secret(project):
    add_internal(project, "6438 5122")
    assert build(project).ok


@pytest.mark.parametrize("user", ["", "booklet", "workers", "Singapore", "root"])
def test_a_user_may_be_called_like_a_word_of_the_booklet(project, user):
    assert build(project, user=user).ok


@pytest.mark.parametrize("fact", ["shelter_address: ['12 Juniper Close']", "contacts: [{role: desk, name: 12 Juniper Close}]", "numbers: ['12 Juniper Close']"])
def test_a_fact_of_a_confidential_file_in_an_advice_stops_the_booklet(project, fact):
    (project / "content/internal").mkdir()
    (project / "content/internal/sg-mom.yaml").write_text(f"id: sg-mom\n{fact}\n", encoding="utf-8")
    assert build(project).ok
    path, advice = ADVICE
    change(project, path, advice, f"{advice} Go to 12 Juniper Close.")
    assert codes(build(project)) == {"leak"}
