"""Evenhand's search as a LangChain retriever; only this file and writing/model.py of the package import LangChain."""

from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.assistant import Assistant
from assistant.changes import keep_up
from assistant.reference import page_at, reference
from assistant.settings import load_settings
from corpus.home import assume_home


class EvenhandRetriever(BaseRetriever):
    """Finds the best passages for a query as LangChain Documents, best first.

    `page_content` is the passage to the letter, and `id` the same in every run; `metadata` holds what a citation needs
    (document, title, publisher, published, section, anchor, page, voice, url and reference) and the score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    count: int = Field(default=10, ge=1, le=50)

    @classmethod
    def open(cls, index: Path | str | None = None, *, count: int = 10, **settings: Any) -> "EvenhandRetriever":
        """A retriever over the library that the settings name, whose index is built or brought up to date first.

        `index` is the folder of the index; other settings, such as `library` and `guidance`, can be given by name too.
        What is not given is as for the command line. Raises SettingsError, and what building and opening raise.
        """
        assume_home()
        given = settings if index is None else {**settings, "index": Path(index)}
        in_force = load_settings(**given)
        keep_up(in_force)
        return cls(assistant=Assistant.open(in_force), count=count)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
    ) -> list[LangChainDocument]:
        searcher = self.assistant.searcher
        found = []
        for hit in searcher.search(searcher.spelt(query), self.count).hits:
            passage, document = hit.passage, searcher.documents[hit.passage.document]
            metadata = {
                "document": document.id,
                "title": document.title,
                "publisher": document.publisher,
                "published": document.published,
                "section": list(passage.section),
                "anchor": passage.anchor,
                "page": page_at(passage),
                "voice": passage.voice,
                "url": document.url,
                "reference": reference(document, passage),
                "score": round(hit.score, 4),
            }
            id_ = f"{document.id}#{passage.anchor}"
            found.append(LangChainDocument(id=id_, page_content=passage.text, metadata=metadata))
        return found
