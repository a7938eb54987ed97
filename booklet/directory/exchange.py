"""The formats of the directory, each out and in: what the commands call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.directory.gather import Gathered
from booklet.directory.hsds_in import Defaults
from booklet.directory.importing import is_public
from booklet.directory.record import Loss, plain
from booklet.directory.rows import losses as lost_in_rows
from booklet.directory.rows import rows_of, shareable
from booklet.directory.table import Table
from booklet.l10n.exchange.rows import refuse
from booklet.l10n.exchange.xlsx_common import zipped
from booklet.model.catalogue import Catalogue, Channel
from booklet.value import compared

LARGEST = 128 << 20
"""Bytes of a file: 5,000 services are some 42 MB of JSON."""


class Form(StrEnum):
    """How a directory is passed on."""

    XLSX = "xlsx"
    CSV = "csv"
    HSDS_JSON = "hsds-json"
    HSDS_CSV = "hsds-csv"


@compared
class Incoming:
    """What a file says."""

    services: list[Gathered]
    losses: tuple[Loss, ...]
    """What has no place here, or must not come in."""
    went_out: Callable[[Channel], bool]
    """Which channels a file of this kind holds."""


def template(catalogue: Catalogue) -> bytes:
    """An empty workbook to fill in."""
    from booklet.directory.workbook import write_workbook

    return write_workbook({}, catalogue.topics)


def export(form: Form, catalogue: Catalogue, sink: Sink) -> tuple[bytes, tuple[Loss, ...]]:
    """All services as one file, an archive for those formats that are several; and what it does not say. Errors: export-length."""
    if form in (Form.HSDS_JSON, Form.HSDS_CSV):
        return _hsds(form, catalogue)
    services = tuple(catalogue.services.values())
    rows = rows_of(services)
    if form is Form.CSV:
        from booklet.directory.files import write_csvs

        return zipped(write_csvs(rows)), tuple(lost_in_rows(services))
    from booklet.directory.workbook import check_fit, write_workbook

    check_fit(rows, sink)
    return write_workbook(rows, catalogue.topics), tuple(lost_in_rows(services))


def _hsds(form: Form, catalogue: Catalogue) -> tuple[bytes, tuple[Loss, ...]]:
    from booklet.directory.hsds_out import page, services_out
    from booklet.directory.hsds_tables import tables

    losses: list[Loss] = []
    services = services_out(catalogue, losses)
    return page(services) if form is Form.HSDS_JSON else zipped(tables(services)), tuple(losses)


def read(name: str, data: bytes | Mapping[str, bytes], catalogue: Catalogue, defaults: Defaults, sink: Sink) -> Incoming:
    """The services of a file, or of a folder given as its files by name; its kind is told by its content.

    Raises BookletError: exchange-broken and its like, hsds-broken. Errors: those of `find_tables` and `gather`."""
    from booklet.directory.hsds_tables import FIRST, PACKAGE

    for size in [len(data)] if isinstance(data, bytes) else map(len, data.values()):
        if size > LARGEST:
            raise refuse("exchange-size", f"{name!r} has {size >> 20} MB, more than the {LARGEST >> 20} MB that are read", Span(name, 1, 1),
                         "send fewer services at a time")  # fmt: skip
    files = data if isinstance(data, Mapping) else _unpacked(data)
    if files is not None and (PACKAGE in files or FIRST in files):
        from booklet.directory.hsds_tables import from_tables

        return _from_hsds(name, from_tables(name, files), catalogue, defaults)
    if isinstance(data, bytes) and data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        from booklet.directory.hsds_in import read_json

        return _from_hsds(name, read_json(name, data), catalogue, defaults)
    from booklet.directory.files import read_csvs, read_tables

    tables = read_csvs(name, data, sink) if isinstance(data, Mapping) else read_tables(name, data, sink)
    return Incoming(_gathered(tables, catalogue, sink), (), is_public)


def _gathered(tables: Mapping[str, Table], catalogue: Catalogue, sink: Sink) -> list[Gathered]:
    from booklet.directory.gather import gather

    return gather(tables, {name: plain(shareable(service)) for name, service in catalogue.services.items()}, sink)


def _from_hsds(name: str, services: list[dict[str, object]], catalogue: Catalogue, defaults: Defaults) -> Incoming:
    from booklet.directory.hsds_in import keep_editors_facts, services_in
    from booklet.directory.hsds_out import goes

    losses: list[Loss] = []
    found = services_in(name, services, defaults, losses)
    keep_editors_facts(found, catalogue)
    return Incoming(found, tuple(losses), goes)


def _unpacked(data: bytes) -> dict[str, bytes] | None:
    """The files of an archive that is a data package; None if it is none."""
    from booklet.directory.files import unpack

    return unpack(data) if data.startswith(b"PK") else None
