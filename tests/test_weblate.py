"""The configuration that docs/weblate.md shows fits the files that there are."""

from __future__ import annotations

import configparser
import fnmatch
import json
import re
from pathlib import Path
from typing import Any

import pytest

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_paths
from booklet.l10n.languages import normalise, read_languages
from booklet.l10n.pseudo import ACCENTED, MIRRORED
from booklet.world.files import DiskWorld

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "weblate.md").read_text("utf-8")
WORLD = DiskWorld(ROOT)
FILES = WORLD.list("translations")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return found


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(block("json"))
    return found


@pytest.fixture(scope="module")
def discovery(config: dict[str, Any]) -> dict[str, Any]:
    (addon,) = (a for a in config["addons"] if a["name"] == "weblate.discovery.discovery")
    found: dict[str, Any] = addon["configuration"]
    return found


def test_discovery_finds_every_catalog_and_nothing_else(discovery: dict[str, Any]) -> None:
    matches = [m for path in FILES if (m := re.fullmatch(discovery["match"], path))]
    found = {(normalise(m["language"]), m["component"]) for m in matches if re.match(discovery["language_regex"], m["language"])}
    assert found == {(lang, domain) for lang, domains in catalog_paths(WORLD).items() for domain in domains}
    assert len(found) > 50


def test_every_component_has_its_template(discovery: dict[str, Any]) -> None:
    for domain in {domain for domains in catalog_paths(WORLD).values() for domain in domains}:
        assert discovery["new_base_template"].replace("{{ component }}", domain) in FILES


def test_the_first_component_is_one_that_discovery_would_make(config: dict[str, Any], discovery: dict[str, Any]) -> None:
    first = config["component"]
    paths = fnmatch.filter(FILES, first["filemask"])
    assert {normalise(path.split("/")[1]) for path in paths} == {lang for lang, found in catalog_paths(WORLD).items() if "ui" in found}
    assert all((m := re.fullmatch(discovery["match"], path)) and m["component"] == first["slug"] for path in paths)
    assert first["new_base"] == discovery["new_base_template"].replace("{{ component }}", first["slug"])
    assert first["file_format"] == discovery["file_format"] == "po"
    assert first["language_regex"] == discovery["language_regex"]
    assert first["template"] == discovery["base_file_template"] == ""  # bilingual


def test_every_language_can_be_begun_and_no_made_up_one(discovery: dict[str, Any]) -> None:
    for tag in read_languages(WORLD, Sink()):
        assert re.match(discovery["language_regex"], tag)
        assert re.match(discovery["language_regex"], tag.replace("-", "_"))
    for tag in (ACCENTED, MIRRORED, "pot"):
        assert not re.match(discovery["language_regex"], tag)


def test_nothing_is_filled_in_by_similarity_and_nobody_is_named(config: dict[str, Any]) -> None:
    params = config["component"]["file_format_params"]
    assert params["po_fuzzy_matching"] is False
    assert params["po_line_wrap"] == -1
    assert not any(value for name, value in params.items() if name.startswith(("po_set_", "po_report_")))
    assert config["component"]["allow_translation_propagation"] is False


def test_no_add_on_is_both_installed_and_warned_of(config: dict[str, Any]) -> None:
    warned = set(re.findall(r"`(weblate\.[a-z.]+[a-z_]*)`", PAGE))
    assert "weblate.gettext.msgmerge" in warned
    assert not {addon["name"] for addon in config["addons"]} & warned


def test_what_the_table_explains_is_what_the_configuration_says(config: dict[str, Any], discovery: dict[str, Any]) -> None:
    said = {**config["component"], **config["component"]["file_format_params"], **discovery}
    rows = re.findall(r"^\| `([a-z_]+)`(?:: (\S+))? \|", PAGE, re.MULTILINE)
    words = {"off": False, "on": True, "-1": -1, "contact": "contact"}
    checked = [(name, value) for name, value in rows if value]
    assert len(checked) > 4
    for name, value in checked:
        assert said[name] == words[value], name


def test_the_client_is_told_where_the_server_is_and_no_key() -> None:
    client = configparser.ConfigParser()
    client.read_string(block("ini"))
    assert client["weblate"]["url"].endswith("/api/")
    assert client["weblate"]["translation"] == "booklet/ui"
    assert client.sections() == ["weblate"]
    assert "key" not in client["weblate"]
