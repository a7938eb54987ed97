"""The rules by which an edition chooses, orders and groups services."""

from __future__ import annotations

from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.value import compared


class Order(StrEnum):
    """What services are put in order by, the first that tells two apart."""

    EMERGENCY_LAST = "emergency_last"
    """Lines with a number for danger to life after others: the page for danger has them too."""
    ABROAD_LAST = "abroad_last"
    """Lines for nationals abroad after others."""
    POLICE_LAST = "police_last"
    NATIONAL = "national"
    """Lines for the whole country first, then those for some places."""
    NEED = "need"
    """By the first of `needs` that a service names; without `needs`, help against trafficking first."""
    NAME = "name"
    ID = "id"


class Grouping(StrEnum):
    """What stands together under one heading."""

    COUNTRY = "country"
    NEED = "need"
    """Within a country, by the first of `needs` that a service names."""


@compared
class Choice:
    """Which services of its countries and places an edition takes. Whatever is chosen, the gates still hold."""

    needs: tuple[str, ...] = ()
    """Ids of topics: only services for one of these, and those for danger to life; none named: all."""
    include: tuple[str, ...] = ()
    """Ids of services taken whatever `areas`, `crossing` and `needs` say."""
    exclude: tuple[str, ...] = ()
    """Ids of services left out."""
    order: tuple[Order, ...] = (Order.EMERGENCY_LAST, Order.ABROAD_LAST, Order.POLICE_LAST, Order.NATIONAL, Order.NEED, Order.ID)
    group: Grouping = Grouping.COUNTRY

    def check(self, sink: Sink, span: Span) -> None:
        """Report rules that contradict one another."""
        for name in self.include:
            if name in self.exclude:
                sink.error("choice-both", f"'{name}' is both included and excluded", span, "remove it from one of the two")
        if self.group is Grouping.NEED and not self.needs:
            sink.error("choice-group", "'group: need' has no needs to group by", span, "add 'needs: […]', in the order of the headings")
