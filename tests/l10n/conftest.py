"""The languages of the shipped table, for every test of this folder."""

from pathlib import Path

import pytest

from booklet.diag import Sink
from booklet.l10n.languages import Language, read_languages
from booklet.world.files import DiskWorld


@pytest.fixture(scope="session")
def languages() -> dict[str, Language]:
    sink = Sink()
    table = read_languages(DiskWorld(Path(__file__).parent.parent.parent), sink)
    sink.stop_on_errors()
    return table
