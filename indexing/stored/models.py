"""The models that stand beside an index -> what embeds and what reads."""

import json
from pathlib import Path

from indexing.embed import ADAPTED, Embedder, SentenceEmbedder, bundled_folder
from indexing.learnt.cross_encoder import CrossEncoder, LearntCrossEncoder
from indexing.learnt.embedding import ExportedEmbedder
from indexing.learnt.export import CROSS_ENCODER, EMBEDDING, TOKENIZER, models_folder
from indexing.learnt.network import is_installed


def open_embedder(folder: Path, model: str, threads: int = 1) -> Embedder:
    """The embedding model that an index was made with; the adapted one as it was exported beside the index.

    That uses so many `threads`: more than one where many texts are embedded at once.
    """
    if model != ADAPTED:
        return SentenceEmbedder(model)
    bundled = bundled_folder()
    limit = json.loads((bundled / "sentence_bert_config.json").read_text())["max_seq_length"]
    return ExportedEmbedder(model, models_folder(folder) / EMBEDDING, bundled / "tokenizer.json", limit, threads)


def open_cross_encoder(folder: Path, model: str) -> CrossEncoder | None:
    """The cross-encoder; None where it is not installed, or with another model than the one it was learnt beside."""
    if model != ADAPTED or not is_installed():
        return None
    models = models_folder(folder)
    return LearntCrossEncoder(models / CROSS_ENCODER, models / TOKENIZER)
