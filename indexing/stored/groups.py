"""Vectors of several parts in one store of Chroma: which parts stand in which group, and how groups are written.

A group never changes once a build names it, so replicas and builds share it. What is said below of numbers holds for
each collection: the vectors of a group are numbered through all its parts, in their order.
"""

import shutil
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexing.embed import Vectors
from indexing.stored.chroma.folder import can_be_opened, is_store, open_folder
from indexing.stored.chroma.server import ANSWERING, STORING, open_server
from indexing.stored.chroma.store import VectorStore
from indexing.stored.parts import COLLECTIONS, Part

# So many vectors are compared one by one with a query in about the time that Chroma takes to find the nearest of them,
# 9 to 17 ms (docs/running-it.md); only what is more is searched through Chroma.
EXACT = 60_000
# Small groups are joined when there are more than this: each is a folder of some files, or collections of a server.
_SMALL = 8
# The folder of all groups in that of an index, and the file that tells it from others on the same server.
GROUPS, _ID = "groups", "id"


@dataclass(frozen=True, slots=True)
class Group:
    """A group: what vectors each of its parts has, by name; `searched` where Chroma finds the nearest in it."""

    name: str
    parts: Mapping[str, Mapping[str, int]]
    searched: bool

    def count(self, collection: str) -> int:
        """How many vectors of a collection it holds."""
        return sum(counts.get(collection, 0) for counts in self.parts.values())

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return sum(sum(counts.values()) for counts in self.parts.values())


def written(groups: Sequence[Group]) -> list[dict[str, object]]:
    """The groups as a manifest holds them."""
    return [asdict(group) for group in groups]


def read_groups(manifest: Mapping[str, Any]) -> list[Group]:
    """The groups that a manifest names."""
    return [Group(**group) for group in manifest.get("groups", [])]


def planned(parts: Sequence[Part], before: Sequence[Group]) -> tuple[list[Group], Group | None]:
    """Which groups of the build `before` stay, and which is to be written, None where there is nothing to write.

    A group stays as long as most of its vectors are needed. The others, and what stands in no group, go into a new one.
    When more than EXACT vectors would stand in groups that are not searched, these become one that is.
    """
    needed = {part.name for part in parts}
    staying = [group for group in before if _needed(group, needed) * 2 > group.size]
    new = _without(parts, staying)
    small = [group for group in staying if not group.searched]
    apart = sum(_needed(group, needed) for group in small) + sum(part.size for part in new)
    if apart > EXACT or (new and len(small) >= _SMALL):
        staying = [group for group in staying if group.searched]
        new = _without(parts, staying)
    if not new:
        return staying, None
    return staying, Group(uuid.uuid4().hex[:16], {part.name: part.counts for part in new}, searched=apart > EXACT)


def _without(parts: Sequence[Part], groups: Sequence[Group]) -> list[Part]:
    held = {name for group in groups for name in group.parts}
    return [part for part in parts if part.name not in held]


def _needed(group: Group, names: Collection[str]) -> int:
    return sum(sum(counts.values()) for name, counts in group.parts.items() if name in names)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of the index in `folder`: in folders there or, with an address, on a Chroma server."""

    folder: Path
    server: str = ""

    def write(self, group: Group, parts: Sequence[Part]) -> None:
        """Write the vectors of a group's parts. Raises OSError or StoredIndexError where they cannot be written."""
        of_group = {part.name: part for part in parts}
        made = self._place(f"new-{group.name}")
        try:
            with self._new(group.name, made) as store:
                for collection in _collections(group):
                    some = (of_group[name] for name, counts in group.parts.items() if collection in counts)
                    store.write(collection, (part.vectors(collection) for part in some), searched=group.searched)
            if not self.server:
                made.rename(self._place(group.name))
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def holds(self, group: Group) -> bool:
        """Whether the vectors of a group are there. Raises StoredIndexError where a server does not answer."""
        if not self.server:
            return is_store(self._place(group.name))
        with self.opened(group.name, STORING) as store:
            return all(store.count(collection) == group.count(collection) for collection in _collections(group))

    def are_searched(self, of_build: Sequence[Group]) -> bool:
        """Whether Chroma is searched, which needs a folder that it may write in; without one, all is compared."""
        searched = [group for group in of_build if group.searched]
        return bool(searched) and (bool(self.server) or all(can_be_opened(self._place(one.name)) for one in searched))

    def read(self, group: Group, collection: str) -> Vectors:
        """The vectors of one collection. Raises StoredIndexError where they cannot be read."""
        with self.opened(group.name, STORING) as store:
            return store.read(collection, group.count(collection))

    def keep(self, names: Collection[str]) -> None:
        """Remove from the server all other groups of this index. Raises StoredIndexError where it does not answer."""
        store = open_server(self.server, self._prefix, STORING)
        for name in store.names():
            if name.split("-")[0] not in names:
                store.remove(name)

    @contextmanager
    def opened(self, name: str, seconds: float = ANSWERING) -> Iterator[VectorStore]:
        """The store of a group, in which a server must answer within so many seconds. Raises StoredIndexError."""
        store = self.store(name, seconds)
        try:
            yield store
        finally:
            store.close()

    def store(self, name: str, seconds: float = ANSWERING) -> VectorStore:
        """The same for who goes on to use it."""
        if self.server:
            return open_server(self.server, f"{self._prefix}{name}-", seconds)
        return open_folder(self._place(name))

    @contextmanager
    def _new(self, name: str, made: Path) -> Iterator[VectorStore]:
        if self.server:
            yield self.store(name, STORING)
            return
        made.mkdir(parents=True)
        store = open_folder(made, new=True)
        try:
            yield store
        finally:
            store.close()

    def _place(self, name: str) -> Path:
        return self.folder / GROUPS / name

    @property
    def _prefix(self) -> str:
        """How all names begin that this index has on a server, which others may use too."""
        file = self.folder / _ID
        if not file.exists():
            file.write_text(uuid.uuid4().hex[:12])
        return f"evenhand-{file.read_text().strip()}-"


def _collections(group: Group) -> list[str]:
    return [collection for collection in COLLECTIONS if group.count(collection)]
