"""What goes out comes back: the services that come with the program, and random ones of every shape the model has."""

import io
import zipfile
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from catalogues import catalogues
from hypothesis import HealthCheck, Phase, given, settings

from booklet.diag import Sink, Span
from booklet.directory.exchange import Form, export, read
from booklet.directory.hsds_in import Defaults
from booklet.directory.importing import Fate, judge
from booklet.directory.record import changes, plain, read_service
from booklet.directory.yaml_text import path_of, write_yaml
from booklet.model.catalogue import Catalogue, Service
from booklet.model.read import read_catalogue
from booklet.model.values import Answer
from booklet.world.decode import decode
from booklet.world.files import DiskWorld, MemoryWorld, shipped_root
from booklet.world.source import read_yaml

NOT_FOR_OTHERS = {"sources", "flags", "tier", "source_basis", "refused_numbers", "channels"}


@cache
def world():
    """The shipped content, as if every service had agreed to be listed."""
    disk = DiskWorld(shipped_root())
    return MemoryWorld({path: disk.read(path).replace(b"consent: unknown", b"consent: yes") for path in disk.list("content", ".yaml")})


@cache
def shipped():
    sink = Sink()
    catalogue = read_catalogue(world(), sink)
    assert not sink.has_errors
    return catalogue


def back(form, catalogue, known=None):
    """The services of an export, read again by someone who has none of them, or those `known`."""
    sink = Sink()
    data, losses = export(form, catalogue, sink)
    incoming = read("file", data, known or Catalogue(topics=catalogue.topics, places=catalogue.places), Defaults(), sink)
    assert not sink.finish()
    return incoming, losses


def facts(one):
    found = read_service(one.tree, lambda path: Span("", 1, 1), sink := Sink())
    assert found, sink.finish()
    return plain(found[0])


@pytest.mark.parametrize("form", Form)
def test_the_shipped_services_lose_only_what_is_listed(form):
    incoming, losses = back(form, shipped())
    lost = {(loss.service, loss.path) for loss in losses}
    assert len(incoming.services) == len(shipped().services) >= 44
    assert not incoming.losses
    for one in incoming.services:
        for change in changes(plain(shipped().services[one.id]), facts(one)):
            path = "/".join(change.path)
            assert change.new is None and any(s == one.id and (path + "/").startswith(p + "/") for s, p in lost), (one.id, change)
    if form in (Form.XLSX, Form.CSV):
        assert not losses
    else:
        assert {path.split("/")[0] for _, path in lost} <= NOT_FOR_OTHERS


@pytest.mark.parametrize("consent", [Answer.NO, Answer.ASK, Answer.UNKNOWN])
@pytest.mark.parametrize("form", [Form.HSDS_JSON, Form.HSDS_CSV])
def test_who_has_not_agreed_goes_to_nobody(form, consent):
    """Whoever gets an HSDS file publishes it."""
    one, other = list(shipped().services.values())[:2]
    catalogue = replace(shipped(), services={one.id: replace(one, consent=consent), other.id: other})
    incoming, losses = back(form, catalogue)
    assert [found.id for found in incoming.services] == [other.id]
    assert [loss.reason for loss in losses if (loss.service, loss.path) == (one.id, "")] == [f"whether it agreed to be listed: {consent}; ask it first"]


@pytest.mark.parametrize("form", Form)
def test_an_export_taken_in_again_changes_nothing(form):
    incoming, _ = back(form, shipped(), shipped())
    verdicts = judge(incoming.services, world(), shipped(), incoming.went_out)
    assert {verdict.fate for verdict in verdicts} == {Fate.UNCHANGED}, [v for v in verdicts if v.fate is not Fate.UNCHANGED][:2]


@pytest.mark.parametrize("form", Form)
def test_an_export_is_the_same_each_time(form):
    assert export(form, shipped(), Sink()) == export(form, shipped(), Sink())


@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(catalogues())
def test_random_services_lose_only_what_is_listed(catalogue):
    for form in Form:
        incoming, losses = back(form, catalogue)
        lost = {(loss.service, loss.path) for loss in losses}
        found = {one.id: one for one in incoming.services}
        assert found.keys() == {name for name in catalogue.services if (name, "") not in lost}
        for name, one in found.items():
            for change in changes(plain(catalogue.services[name]), facts(one)):
                path = "/".join(change.path)
                listed = [p for s, p in lost if s == name and ((path + "/").startswith(p + "/") or p.startswith(path + "/"))]
                assert listed, (form, change)


@settings(max_examples=50, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(catalogues())
def test_the_yaml_of_random_services_says_the_same(catalogue):
    for service in catalogue.services.values():
        tree, sink = plain(service), Sink()
        node = read_yaml(path_of(tree), write_yaml(tree).encode(), sink)
        assert not sink.has_errors, sink.finish()
        assert plain(decode(node, Service, sink)) == tree


def test_the_files_of_the_program_are_in_the_style_that_is_written():
    """Apart from comments, and lines that people have broken."""
    alike = 0
    for service in shipped().services.values():
        text = world().read(service.span.file).decode()
        lines = [line.split(" #")[0] for line in text.splitlines() if not line.lstrip().startswith("#")]
        alike += lines == write_yaml(plain(service)).splitlines()[1:]
    assert alike > len(shipped().services) * 0.7


def test_other_programs_read_the_workbook():
    data, _ = export(Form.XLSX, shipped(), Sink())
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[:3] == ["Instructions", "Services", "Channels"]
    sheet = book["Channels"]
    assert sheet.freeze_panes == "B2"
    headings = [cell.value for cell in sheet[1]]
    numbers = {row[headings.index("number")]: row for row in sheet.iter_rows(min_row=2) for row in [[cell.value for cell in row]]}
    assert numbers["000"][0] == "au-000"
    assert {cell.number_format for cell in sheet[2] if cell.value} == {"@"}
    lists = {v.formula1: v for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert '"yes,no,ask,unknown"' in lists and any(formula.startswith("Services!$A$2:") for formula in lists)
    assert all(v.prompt for v in lists.values())


def test_the_workbook_names_nobody_and_no_day():
    data, _ = export(Form.XLSX, shipped(), Sink())
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert not [name for name in archive.namelist() if "docProps" in name]
    assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
