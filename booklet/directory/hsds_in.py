"""Objects of HSDS 3 as services, with a list of what has no place here, and of what must not come in."""

from __future__ import annotations

import json
import re

from booklet.diag import Span
from booklet.directory.gather import Gathered
from booklet.directory.hsds_attributes import facts_of, is_position, topics_of
from booklet.directory.hsds_fields import AREAS, LOCATION, ORGANISATION, PHONE_FIELDS, SERVICE, unpack
from booklet.directory.hsds_rest import unread
from booklet.directory.hsds_words import EDITORS, EDITORS_OF_CHANNEL, PHONE_BACK, Object, objects, text_of
from booklet.directory.record import Loss, Tree, add_empty_lists, plain
from booklet.l10n.exchange.rows import refuse
from booklet.model.catalogue import Catalogue, Channel, Organisation, Service, Site
from booklet.value import compared

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_WORD = re.compile("[a-z0-9]+")
_LONGEST_ID = 40
@compared
class Defaults:
    """What HSDS does not say of a service and we must know; None where nobody has said."""

    country: str | None = None
    """ISO 3166-1 alpha-2."""
    operator: str | None = None
    scope: str = "in_country"


def read_json(name: str, data: bytes) -> list[Object]:
    """The services of a page, a list, or one service alone. Raises BookletError: hsds-broken."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise refuse("hsds-broken", f"{name!r} is no JSON: {problem}", Span(name, getattr(problem, "lineno", 1), 1), "ask for it again") from None
    listed = found if isinstance(found, list) else found.get("contents", [found]) if isinstance(found, dict) else []
    services = [item for item in listed if isinstance(item, dict) and ("name" in item or "id" in item)] if isinstance(listed, list) else []
    if not services and listed:
        raise refuse("hsds-broken", f"{name!r} holds no services of HSDS", Span(name, 1, 1), "give a list of services, or a page of them")
    return services


def services_in(name: str, services: list[Object], defaults: Defaults, losses: list[Loss]) -> list[Gathered]:
    """The services, in order; `losses` gets what is not taken in, with the reason."""
    found: dict[str, Gathered] = {}
    for n, obj in enumerate(services, 1):
        tree = _service(obj, defaults, losses)
        span = Span(name, n, 1)
        first = found.setdefault(tree["id"], Gathered(tree["id"], span, tree=tree))
        if first.first is not span:
            first.sink.error("duplicate-id", f"the id '{first.id}' was already given at {first.first}", span, "keep the right one")
    return list(found.values())


def keep_editors_facts(incoming: list[Gathered], catalogue: Catalogue) -> None:
    """Give back to services that there are what HSDS never had of them: facts for editors only."""
    for one in incoming:
        old = plain(catalogue.services[one.id]) if one.id in catalogue.services else {}
        one.tree |= {key: old[key] for key in EDITORS if key in old}
        _keep_note(one.tree, old)
        channels = {channel["id"]: channel for channel in old.get("channels", ())}
        for channel in one.tree["channels"]:
            before = channels.get(channel.get("id"), {})
            channel |= {key: before[key] for key in EDITORS_OF_CHANNEL if key in before}
            _keep_note(channel, before)


def _keep_note(tree: Tree, old: Tree) -> None:
    """The note of a check, if it is still the same one."""
    note = old.get("verified", {}).get("note")
    if note and tree.get("verified", {}).get("on") == old["verified"]["on"]:
        tree["verified"]["note"] = note


def _service(obj: Object, defaults: Defaults, losses: list[Loss]) -> Tree:
    known, strange = facts_of(obj, Service)
    own = "id" in known
    tree, changed = unpack(SERVICE, obj, known, str(obj.get("id", "")))
    tree["organisation"] = _organisation(obj, defaults)
    tree.setdefault("country", defaults.country or _country_of(obj))
    tree["id"] = str(known.get("id") or _id(tree))
    found: list[tuple[str, str, str]] = [(path, "", "the attributes said otherwise: the field counts") for path in changed]
    found += [(code, value, "an attribute that is none of ours") for code, value in strange]
    tree["channels"] = _channels(obj, tree, own, found)
    for key, said in (("needs", topics_of(obj)), ("service_areas", AREAS.back(obj)), ("sites", _sites(obj, found))):
        if said:
            tree[key] = said
    if not own:
        _complete(tree, defaults, found)
    found += unread(obj)
    losses += [Loss(tree["id"], path, value, reason) for path, value, reason in found]
    add_empty_lists(tree, Service)
    return tree


def _organisation(obj: Object, defaults: Defaults) -> Tree:
    organisation = obj.get("organization")
    if not isinstance(organisation, dict):
        organisation = {}
    known, _ = facts_of(organisation, Organisation)
    tree, _ = unpack(ORGANISATION, organisation, known, "")
    if defaults.operator:
        tree.setdefault("operator", defaults.operator)
    return tree


def _channels(obj: Object, tree: Tree, own: bool, found: list[tuple[str, str, str]]) -> list[Tree]:
    """Those of the attributes, the phones, the page and the e-mail address, in the order they had."""
    placed: list[tuple[int, Tree]] = []
    for n, phone in enumerate(objects(obj, "phones"), 1):
        kind = text_of(phone, "type") or ""
        if not own and kind not in PHONE_BACK:
            found.append((f"phones/{n}", kind, "it may be someone's own telephone: add it by hand if it is for everyone"))
            continue
        position = next((a.get("value") for a in objects(phone, "attributes") if text_of(a.get("taxonomy_term"), "code") == "position"), None)
        known, strange = facts_of({"attributes": [a for a in objects(phone, "attributes") if not _is_position(a)]}, Channel)
        channel, changed = unpack(PHONE_FIELDS, phone, known, str(phone.get("id", "")))
        found += [(f"phones/{n}/{code}", value, "an attribute that is none of ours") for code, value in strange]
        found += [(f"phones/{n}/{path}", "", "the attributes said otherwise: the field counts") for path in changed]
        if "id" not in known:
            _complete_phone(channel, tree["country"])
        placed.append((int(position) if isinstance(position, str) and is_position(position) else len(placed), channel))
    placed += _with_positions(obj, tree.get("channels", []))
    ordered = [channel for _, channel in sorted(placed, key=lambda one: one[0])]
    channels = [channel for channel in ordered if "id" in channel or "kind" in channel]
    found += [("channels", "", "a channel of which nothing says what it is")] * (len(ordered) - len(channels))
    _add_addresses(obj, channels, found)
    _name(channels)
    return channels


def _is_position(attribute: Object) -> bool:
    return text_of(attribute.get("taxonomy_term"), "code") == "position"


def _with_positions(obj: Object, channels: list[Tree]) -> list[tuple[int, Tree]]:
    """The channels of the attributes of a service, each with the position that their codes give."""
    codes = (text_of(attribute.get("taxonomy_term"), "code") or "" for attribute in objects(obj, "attributes"))
    places = sorted({int(parts[1]) for code in codes if len(parts := code.split("/")) > 2 and parts[0] == "channels" and is_position(parts[1])})
    return list(zip(places, channels, strict=False))


def _complete_phone(channel: Tree, country: str) -> None:
    """An international number is that for callers from abroad too, grouped as people there and here are used to."""
    from booklet.model.phone import grouped

    channel.setdefault("kind", "voice")
    digits = re.sub(r"[^+0-9]", "", channel.get("number", ""))
    if _E164.fullmatch(digits):
        channel |= {"number": grouped(digits, country) or digits, "e164": digits, "abroad": grouped(digits) or digits}


def _add_addresses(obj: Object, channels: list[Tree], found: list[tuple[str, str, str]]) -> None:
    for field, kind in (("url", "web"), ("email", "email")):
        address = text_of(obj, field)
        first = next((channel for channel in channels if channel.get("kind") == kind and "address" in channel), None)
        if address and first is None:
            channels.append({"kind": kind, "address": address})
        elif address and first and first["address"] != address:
            first["address"] = address
            found.append((field, address, "the attributes said otherwise: the field counts"))


def _name(channels: list[Tree]) -> None:
    """Give ids to those without: their kind, with a number from the second on."""
    taken = {channel["id"] for channel in channels if "id" in channel}
    for channel in channels:
        if "id" not in channel:
            kind = channel.get("kind", "channel").replace("_", "-")
            n = next(n for n in range(1, len(channels) + 2) if (kind if n == 1 else f"{kind}-{n}") not in taken)
            channel["id"] = kind if n == 1 else f"{kind}-{n}"
            taken.add(channel["id"])
            channel |= {key: channel.pop(key) for key in [*channel] if key != "id"}


def _sites(obj: Object, found: list[tuple[str, str, str]]) -> list[Tree]:
    sites = []
    for one in objects(obj, "service_at_locations"):
        location = one.get("location")
        if not isinstance(location, dict):
            continue
        name = text_of(location, "name") or text_of(location, "id") or ""
        known, _ = facts_of(location, Site)
        site, changed = unpack(LOCATION, location, known, str(location.get("id", "")))
        found += [(f"locations/{name}/{path}", "", "the attributes said otherwise: the field counts") for path in changed]
        if known.get("public") == "yes":
            sites.append(site)
        else:
            found.append((f"locations/{name}", "", "nothing says that the address is for everyone: add it by hand if the service tells it to all"))
    return sites


def _complete(tree: Tree, defaults: Defaults, found: list[tuple[str, str, str]]) -> None:
    """What a service from elsewhere lacks: where it is from, and what it is not sure to mean."""
    tree.setdefault("scope", defaults.scope)
    for area in tree.pop("service_areas", []):
        found.append(("service_areas", area, "a place of another list: add it to content/places, then here"))
    checked = tree.pop("verified", {}).get("on")
    if checked:
        found.append(("assured_date", checked, "nobody says how it was checked: check it, then write 'verified'"))
    if "summary" not in tree:
        tree["summary"] = tree.get("name", "")
    tree["sources"] = [{"kind": "hsds", **({"date": checked} if checked else {})}]


def _country_of(obj: Object) -> str:
    """The country of its first address; nothing if there is none."""
    for one in objects(obj, "service_at_locations"):
        for address in objects(one.get("location"), "addresses"):
            if country := text_of(address, "country"):
                return country.upper()
    return ""


def _id(tree: Tree) -> str:
    """From country and name, in the letters that an id may have; a name in other letters gives a number made of it."""
    words = _WORD.findall(tree.get("name", "").lower())
    name = "-".join(words)[:_LONGEST_ID].strip("-")
    if not name:
        from booklet.directory.hsds_words import uid

        name = uid(tree.get("name", ""))[:8]
    return f"{tree['country'].lower() or 'xx'}-{name}"
