"""The shipped project with editions that it does not build by default."""

from __future__ import annotations

from dataclasses import replace

from booklet.build import Built, build
from booklet.diag import Sink
from booklet.job import Job
from booklet.model.edition import Edition
from booklet.model.form import Form
from booklet.model.read import read_one
from booklet.model.read_template import read_template
from booklet.project import Project
from booklet.world.files import DiskWorld, shipped_root


def with_edition(project: Project, name: str, **changes: object) -> Project:
    """The project with one more shipped edition, or one that is different from it."""
    world, sink = DiskWorld(shipped_root()), Sink()
    edition = read_one(world, f"content/editions/{name}.yaml", Edition, sink)
    assert edition
    templates = {form.template: read_template(world, form.template, sink) for form in edition.forms.values()}
    sink.stop_on_errors()
    found = {key: template for key, template in templates.items() if template}
    edition = replace(edition, **changes)  # type: ignore[arg-type]
    return replace(project, editions={**project.editions, name: edition}, templates={**project.templates, **found})


def with_form(project: Project, form: Form, **changes: object) -> Project:
    """The journey edition in one other form, 'x'."""
    edition = replace(project.editions["journey"], forms={"x": form}, **changes)  # type: ignore[arg-type]
    return replace(project, editions={"journey": edition})


def built(project: Project, edition: str, form: str, locale: str) -> Built:
    return build(Job(edition, form, locale), project)
