"""A booklet is built again when any file changes that its template is made of, and not for others."""

from __future__ import annotations

import pytest

from booklet.job import Job
from booklet.run.inputs import read_inputs
from booklet.run.plan import EditionPlan, FormPlan
from booklet.world.files import MemoryWorld

FILES = {
    "booklet.yaml": "editions: [one]\n",
    "content/editions/one.yaml": "id: one\n",
    "content/templates/mine.yaml": 'id: mine\nextends: "middle"\n',
    "content/templates/middle.yaml": "id: middle\nlook: worn\nextends: base\n",
    "content/templates/base.yaml": "id: base\n",
    "content/templates/other.yaml": "id: other\n",
    "content/looks/worn.yaml": "id: worn\n",
    "content/looks/unworn.yaml": "id: unworn\n",
}


def fingerprint(changed: str = "", template: str = "mine") -> str:
    files = {path: (text + ("# seen\n" if path == changed else "")).encode() for path, text in FILES.items()}
    plan = EditionPlan({"form": FormPlan(template, ("en",))}, ("en",), ("en",), ("en",))
    return read_inputs(MemoryWorld(files), None).of(Job("one", "form", "en"), plan)


@pytest.mark.parametrize("name", ["templates/mine", "templates/middle", "templates/base", "looks/worn"])
def test_what_a_template_is_made_of_counts(name: str) -> None:
    assert fingerprint(f"content/{name}.yaml") != fingerprint()


@pytest.mark.parametrize("name", ["templates/other", "looks/unworn"])
def test_other_templates_do_not(name: str) -> None:
    assert fingerprint(f"content/{name}.yaml") == fingerprint()
    assert fingerprint("content/templates/mine.yaml", "other") == fingerprint(template="other")
