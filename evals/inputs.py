"""What a run was made from, so that two runs can be compared: settings, documents, versions, and the items asked."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from evals.outcome import Result, ResultFileError
from evals.questions import Item

# No more ids than this are named of items that only one of the runs has.
_NAMED = 10
# How the parts of the manifest of an index are called.
_PARTS = {"documents": "document", "catalogue": "catalogue file", "added": "added document", "about": "description"}


def questions_fingerprint(items: Iterable[Item]) -> str:
    """The SHA-256 of a question set; it does not depend on the order of the items, or on which files they are in."""
    return hashlib.sha256("\n".join(sorted(map(_dumped, items))).encode()).hexdigest()


def item_fingerprints(items: Iterable[Item]) -> dict[str, str]:
    """What changes with anything in an item, by its id."""
    return {item.id: hashlib.sha256(_dumped(item).encode()).hexdigest()[:12] for item in items}


def _dumped(item: Item) -> str:
    return json.dumps(item.model_dump(), sort_keys=True)


def same_items(before: Result, after: Result) -> set[str]:
    """The ids of the items that both runs asked in the same words with the same gold.

    Raises ResultFileError where there are none, or where that cannot be known.
    """
    if not before.outcomes:
        raise ResultFileError(f"The baseline of {before.system} holds only figures; name another result of it.")
    if before.questions != after.questions and not (before.items and after.items):
        raise ResultFileError(
            "The two results come from different question sets and cannot be compared; run 'evenhand eval' again for "
            "the older one, or 'evenhand eval --baseline' if the questions have changed."
        )
    shared = _asked(before) & _asked(after)
    if before.questions != after.questions:
        shared = {id_ for id_ in shared if before.items.get(id_) == after.items.get(id_)}
    if not shared:
        raise ResultFileError("The two results have no item in common; run the same split for both.")
    return shared


def differing(before: Result, after: Result) -> list[str]:
    """A line for each thing but the answers in which two runs differ: why a figure may have moved."""
    lines = [f"System: {before.system} before, {after.system} after."] if before.system != after.system else []
    lines += _changed("Setting ", before.settings, after.settings)
    lines += _changed("Version of ", before.versions, after.versions)
    for name in dict.fromkeys([*before.index, *after.index]):
        was, now = before.index.get(name), after.index.get(name)
        if isinstance(was, Mapping) or isinstance(now, Mapping):
            lines += _texts(_PARTS.get(name, name), was or {}, now or {})
        else:
            lines += _changed("Index: ", {name: was} if name in before.index else {}, {name: now})
    return lines + list(_items(before, after))


def _changed(what: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name, "not known"), after.get(name, "not known")
        if was != now:
            yield f"{what}{name}: {was or 'none'} before, {now or 'none'} after."


def _texts(what: str, before: object, after: object) -> Iterator[str]:
    """Texts of which the fingerprints differ; the fingerprints themselves say nothing to a person."""
    was, now = (dict(part) if isinstance(part, Mapping) else {} for part in (before, after))
    for name in dict.fromkeys([*was, *now]):
        if was.get(name) != now.get(name):
            how = "has changed" if name in was and name in now else f"is only {'before' if name in was else 'after'}"
            yield f"The {what} {name} {how}."


def _items(before: Result, after: Result) -> Iterator[str]:
    was, now = _asked(before), _asked(after)
    changed = {id_ for id_ in was & now if before.items.get(id_) != after.items.get(id_)}
    if before.questions == after.questions or not (before.items and after.items):
        changed = set()
    for ids, how in ((was - now, "asked only before"), (now - was, "asked only after"), (changed, "changed")):
        if ids:
            yield f"{len(ids)} item{'' if len(ids) == 1 else 's'} {how}, and not compared: {_named(ids)}."


def _named(ids: set[str]) -> str:
    more = len(ids) - _NAMED
    return ", ".join(sorted(ids)[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _asked(result: Result) -> set[str]:
    return {outcome.item for outcome in result.outcomes}
