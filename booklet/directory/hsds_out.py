"""Services as objects of HSDS 3 (Open Referral), with a list of what is left out and why.

What HSDS has a field for is in that field; every other fact that is for the public is an attribute.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from booklet.directory.hsds_attributes import attributes, topic
from booklet.directory.hsds_fields import LOCATION, ORGANISATION, PHONE_FIELDS, SERVICE, pack
from booklet.directory.hsds_words import EDITORS, EDITORS_OF_CHANNEL, NOT_FOR_OTHERS, Object, uid
from booklet.directory.record import Loss, Tree, leaves, plain
from booklet.model.catalogue import Catalogue, Channel, Disclosure, Organisation, Service, Site
from booklet.model.values import Answer


def services_out(catalogue: Catalogue, losses: list[Loss]) -> list[Object]:
    """Every service that may go to others, in order; `losses` gets what does not go, with the reason."""
    return [_service(service, catalogue, losses) for service in catalogue.services.values() if not _is_kept(service, losses)]


def page(services: list[Object]) -> bytes:
    """One page of the API of HSDS 3, with everything on it; a service to a line."""
    lines = ",\n".join(json.dumps(service, ensure_ascii=False, separators=(",", ":")) for service in services)
    head = {"total_items": len(services), "total_pages": 1, "page_number": 1, "size": len(services), "first_page": True, "last_page": True}
    start = json.dumps({**head, "empty": not services}).removesuffix("}")
    return f'{start}, "contents": [\n{lines}\n]}}\n'.encode()


def _is_kept(service: Service, losses: list[Loss]) -> bool:
    reason = "the service is blocked: nobody else should get it" if service.blocked else None
    if reason is None and service.consent is not Answer.YES:
        reason = f"whether it agreed to be listed: {service.consent}; ask it first"
    if reason:
        losses.append(Loss(service.id, "", "", reason))
    return reason is not None


def _service(service: Service, catalogue: Catalogue, losses: list[Loss]) -> Object:
    tree = plain(service)
    owner = uid("service", service.id)
    losses += _held_back(service, tree)
    tree = {key: value for key, value in tree.items() if key not in EDITORS}
    if "verified" in tree:
        tree["verified"] = {key: value for key, value in tree["verified"].items() if key != "note"}
    organisation, needs, areas = tree.pop("organisation"), tree.pop("needs", []), tree.pop("service_areas", [])
    sites, all_channels = [site for site in tree.pop("sites", []) if site["public"] == "yes"], tree.pop("channels")
    channels = [(n, _public(c)) for n, (c, channel) in enumerate(zip(all_channels, service.channels, strict=True)) if goes(channel)]
    obj, rest = pack(SERVICE, tree, owner)
    phones = [_phone(n, channel, owner) for n, channel in channels if "number" in channel]
    rest["channels"] = {str(n): channel for n, channel in channels if "number" not in channel}
    obj = {"id": owner, **obj, **_addresses(channels), "organization": _organisation(organisation)}
    obj["phones"] = phones
    obj["service_areas"] = [_area(place, catalogue, owner) for place in areas]
    obj["service_at_locations"] = [_at_location(n, site, service.country, catalogue, owner) for n, site in enumerate(sites)]
    topics = [topic(need, catalogue.topics[need].label.source if need in catalogue.topics else need, owner) for need in needs]
    obj["attributes"] = [*topics, *attributes(rest, Service, owner, "service")]
    return {key: value for key, value in obj.items() if value != []}


def _held_back(service: Service, tree: Tree) -> Iterator[Loss]:
    for inner, value in leaves({key: tree[key] for key in EDITORS if key in tree}):
        yield Loss(service.id, "/".join(inner), value, NOT_FOR_OTHERS)
    if service.verified and service.verified.note:
        yield Loss(service.id, "verified/note", service.verified.note, NOT_FOR_OTHERS)
    for site in service.sites:
        if site.public is not Answer.YES:
            yield Loss(service.id, f"sites/{site.id}", "", "nothing says that the address is for everyone")
    for channel in service.channels:
        path = f"channels/{channel.id}"
        if not goes(channel):
            reason = "not public: it never leaves" if channel.disclosure is not Disclosure.PUBLIC else "blocked: nobody else should get it"
            yield Loss(service.id, path, "", reason)
            continue
        facts = plain(channel)
        for inner, value in leaves({key: facts[key] for key in EDITORS_OF_CHANNEL if key in facts}):
            yield Loss(service.id, f"{path}/{'/'.join(inner)}", value, NOT_FOR_OTHERS)
        if channel.verified and channel.verified.note:
            yield Loss(service.id, f"{path}/verified/note", channel.verified.note, NOT_FOR_OTHERS)


def goes(channel: Channel) -> bool:
    """Whether a channel is for others to have."""
    return channel.disclosure is Disclosure.PUBLIC and not channel.blocked


def _public(channel: Tree) -> Tree:
    kept = {key: value for key, value in channel.items() if key not in EDITORS_OF_CHANNEL}
    if "verified" in kept:
        kept["verified"] = {key: value for key, value in kept["verified"].items() if key != "note"}
    return kept


def _addresses(channels: list[tuple[int, Tree]]) -> Object:
    """The first page and e-mail address, where HSDS has them. The channels themselves are attributes."""
    found: Object = {}
    for field, kind in (("url", "web"), ("email", "email")):
        address = next((c["address"] for _, c in channels if c["kind"] == kind and "address" in c), None)
        if address:
            found[field] = address
    return found


def _phone(n: int, channel: Tree, service: str) -> Object:
    owner = uid("phone", service, str(n))
    obj, rest = pack(PHONE_FIELDS, channel, owner)
    found = attributes(rest, Channel, owner, "phone")
    position = attributes({"position": str(n)}, Channel, owner, "phone")
    return {"id": owner, **obj, "attributes": [*position, *found]}


def _organisation(tree: Tree) -> Object:
    owner = uid("organization", json.dumps(tree, ensure_ascii=False))
    obj, rest = pack(ORGANISATION, tree, owner)
    return {"id": owner, **obj, "description": tree["name"], "attributes": attributes(rest, Organisation, owner, "organization")}


def _area(place: str, catalogue: Catalogue, service: str) -> Object:
    found = catalogue.places.get(place)
    name = found.name.source if found else place
    return {"id": uid("service_area", service, place), "name": name, "extent": place, "extent_type": "text"}


def _at_location(n: int, site: Tree, country: str, catalogue: Catalogue, service: str) -> Object:
    owner = uid("location", service, str(n))
    obj, rest = pack(LOCATION, site, owner)
    place = catalogue.places.get(site.get("place", ""))
    obj["addresses"][0] |= {
        "city": place.name.source if place else "", "state_province": "", "postal_code": "", "country": country, "address_type": "physical",
    }  # fmt: skip
    location = {"id": owner, "location_type": "physical", **obj, "attributes": attributes(rest, Site, owner, "location")}
    return {"id": uid("service_at_location", service, str(n)), "location": location}
