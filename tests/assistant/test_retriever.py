"""The retriever inside a LangChain chain, over the real library."""

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from assistant.assistant import Assistant
from assistant.retriever import EvenhandRetriever

pytestmark = pytest.mark.model


def test_a_chain_gets_passages_to_the_letter_with_what_a_citation_needs(assistant: Assistant) -> None:
    def cite(found: dict[str, list[Document]]) -> str:
        best = found["passages"][0]
        return f"{best.page_content} ({best.metadata['reference']})"

    retriever = EvenhandRetriever(assistant=assistant, count=3)
    chain = {"passages": retriever, "question": RunnablePassthrough()} | RunnableLambda(cite)

    said = chain.invoke("What is the average cost to a trust when a staff member leaves?")

    assert "the average immediate cost to a trust is £4,500" in said
    assert "Care Quality Commission (2018)" in said


def test_it_gives_as_many_as_asked_for_best_first(assistant: Assistant) -> None:
    found = EvenhandRetriever(assistant=assistant, count=4).invoke("interpreting services")

    scores = [document.metadata["score"] for document in found]
    assert len(found) == 4
    assert scores == sorted(scores, reverse=True)
    bodies = assistant.searcher.documents
    assert all(document.page_content in bodies[document.metadata["document"]].body for document in found)
