"""What libphonenumber says of a number. It checks and formats; it never decides, for it does not know every short code.

Imported when first asked, since it costs some 20 ms: by `booklet check`, imports and live editions, not by every build."""

from __future__ import annotations

from booklet.diag import Sink
from booklet.model.catalogue import Catalogue, Service
from booklet.model.channel import Channel
from booklet.world.source import quoted

_WORLD = "001"


def is_known(channel: Channel, country: str) -> bool:
    """Whether libphonenumber takes the number for one that exists: the international one, or a short code there."""
    import phonenumbers
    from phonenumbers import NumberParseException, shortnumberinfo

    region = None if country == _WORLD else country
    try:
        number = phonenumbers.parse(channel.e164 or channel.number or "", region)
    except NumberParseException:
        return False
    if phonenumbers.is_valid_number(number):
        return True
    return bool(not channel.e164 and region and shortnumberinfo.is_valid_short_number_for_region(number, region))


def grouped(e164: str, country: str | None = None) -> str | None:
    """An international number as libphonenumber groups it: for callers within `country`, or from abroad.

    None where it does not know the number: then nothing better is known than what is written."""
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberFormat

    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    inside = country and phonenumbers.region_code_for_number(number) == country
    form = PhoneNumberFormat.NATIONAL if inside else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, form))


def check_numbers(catalogue: Catalogue, sink: Sink) -> None:
    """Warn of every number that libphonenumber does not know and no reviewer has confirmed."""
    for service in catalogue.services.values():
        for channel in unconfirmed(service):
            what = f"'{service.id}': libphonenumber does not know {quoted(channel.number or '')} in {service.country}"
            hint = "compare it with its source, then record 'override: {on: …, role: …, reason: …}' at the channel"
            sink.warn("number-unknown", what, service.span, hint)


def unconfirmed(service: Service) -> tuple[Channel, ...]:
    """The lines of a service whose number libphonenumber does not know and no reviewer has confirmed."""
    lines = (c for c in service.channels if c.number and not (c.override or c.blocked or service.blocked))
    return tuple(c for c in lines if not is_known(c, service.country))
