"""The retriever inside LangChain's chains and agents, over the real library, as docs/langchain.md shows."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from assistant.assistant import Assistant
from assistant.retriever import EvenhandRetriever
from corpus.errors import SettingsError

pytestmark = pytest.mark.model

PAGE = Path(__file__).parents[2] / "docs" / "langchain.md"


class FakeChatModel(BaseChatModel):
    """Calls the first tool it is given once, and then says the first words of what it was told last."""

    tools: Sequence[Any] = ()

    @property
    def _llm_type(self) -> str:
        return "fake"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> "FakeChatModel":
        return FakeChatModel(tools=tools)

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        last = messages[-1]
        message = AIMessage(f"I was told: {last.content}")
        if self.tools and isinstance(last, HumanMessage):
            (name,) = self.tools[0].args
            call = {"name": self.tools[0].name, "args": {name: last.content}, "id": "1", "type": "tool_call"}
            message = AIMessage("", tool_calls=[call])
        return ChatResult(generations=[ChatGeneration(message=message)])


@pytest.fixture
def shown(real_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the programs of the page define, run one after the other; `printed` is what each prints."""
    monkeypatch.setenv("EVENHAND_INDEX", str(real_index))
    monkeypatch.setattr("langchain.chat_models.init_chat_model", lambda _: FakeChatModel())
    names: dict[str, Any] = {"printed": []}
    for program in re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        exec(program, names)
        names["printed"].append(capsys.readouterr().out)
    return names


def test_every_program_of_the_page_runs_and_gives_passages_with_references(shown: dict[str, Any]) -> None:
    first, chain, agent, answer, nothing = shown["printed"]
    assert "FREDA" in first
    assert "Care Quality Commission (2018)" in first
    assert chain.startswith("I was told: Answer from these passages alone")
    assert "interpret" in chain
    assert "(Care Quality Commission" in chain
    assert "(Care Quality Commission" in agent
    assert answer.startswith("answered ")
    assert "Care Quality Commission (2018)" in answer
    assert nothing == ""


def test_the_page_opens_a_retriever_in_five_lines() -> None:
    first = PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len([line for line in first.splitlines() if line]) <= 5


def test_an_agent_keeps_the_citations_and_asks_as_people_do(shown: dict[str, Any]) -> None:
    messages = shown["found"]["messages"]
    (told,) = [message for message in messages if isinstance(message, ToolMessage)]
    assert {"reference", "anchor", "voice"} <= set(told.artifact[0].metadata)
    said = shown["careful"].invoke({"messages": [("user", "How much does a week at Castlebar cost?")]})
    assert "does not answer" in said["messages"][-1].content


def test_it_can_be_awaited_many_times_at_once(assistant: Assistant) -> None:
    retriever = EvenhandRetriever(assistant=assistant, count=2)
    questions = ["interpreters", "dementia", "interpreters"]
    first, second, again = asyncio.run(retriever.abatch(questions))
    assert [document.id for document in first] == [document.id for document in again]
    assert first != second
    assert first == retriever.invoke("interpreters")


def test_an_agent_can_be_awaited(shown: dict[str, Any]) -> None:
    found = asyncio.run(shown["agent"].ainvoke({"messages": [("user", "interpreters")]}))
    assert "interpret" in found["messages"][-1].content


def test_it_is_opened_with_a_folder_and_settings_by_name(real_index: Path) -> None:
    retriever = EvenhandRetriever.open(real_index, passages=3, count=2)
    assert (retriever.count, retriever.assistant.settings.passages) == (2, 3)
    assert retriever.assistant.settings.index == real_index


def test_a_setting_that_does_not_exist_is_named_with_those_that_do(real_index: Path) -> None:
    with pytest.raises(SettingsError, match="Unknown setting 'top_k'; the settings are index, "):
        EvenhandRetriever.open(real_index, top_k=3)


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
