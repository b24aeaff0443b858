"""Evenhand's search as a LangChain retriever; only this file and writing/model.py of the package import LangChain."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.assistant import Assistant
from assistant.reference import page_at, reference


class EvenhandRetriever(BaseRetriever):
    """Finds the best passages for a query as LangChain Documents, best first.

    `page_content` is the passage to the letter; `metadata` holds what a citation needs (document, title, publisher,
    published, section, anchor, voice, url and reference) and the score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    count: int = Field(default=10, ge=1, le=50)

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
            found.append(LangChainDocument(page_content=passage.text, metadata=metadata))
        return found
