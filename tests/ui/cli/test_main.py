"""The command `evenhand`: what it prints where, its exit status, and that bad input loses nothing."""

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant.assistant import Assistant
from corpus.document import Document
from ui.cli import opening
from ui.cli.main import main

Run = Callable[..., Result]

KEYS = ["question", "query", "status", "answer", "statements", "citations", "passages", "notes", "milliseconds"]
CITATION_KEYS = [
    "number", "document", "title", "publisher", "published", "section", "anchor", "page", "quote", "voice", "url",
    "reference",
]  # fmt: skip
ROOT = Path(__file__).parents[3]
FREDA = "What are the FREDA principles?"


@pytest.fixture
def run(tmp_path: Path, real_index: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in an empty folder, with the index of the real library."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, given: str | bytes | None = None, **variables: str) -> Result:
        environment = {"EVENHAND_INDEX": str(real_index), **variables}
        return CliRunner().invoke(main, arguments, input=given, env=environment)

    return invoke


@pytest.fixture
def ask(run: Run, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`evenhand ask` with an index that is open already."""
    monkeypatch.setattr(Assistant, "open", classmethod(lambda *_: assistant))
    return lambda *arguments, **others: run("ask", *arguments, **others)


class FakeModel:
    """Says what the passage in front of it says."""

    def __init__(self, name: str, url: str, seconds: float) -> None:
        self.name = name

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        yield "The FREDA principles are fairness, respect, equality, dignity and autonomy [1]."


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.split("\n") if line]


def line(id_: str, question: str, **more: object) -> str:
    return json.dumps({"id": id_, "question": question, **more}) + "\n"


def assert_one_plain_line(result: Result, *said: str) -> None:
    """Exit status 1, nothing on standard output, one line on standard error that says these things."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert [words for words in said if words not in result.stderr] == []


class TestAsk:
    def test_a_question_gets_a_readable_answer_with_its_source(self, run: Run) -> None:
        """The index is really opened here."""
        result = run("ask", FREDA)
        assert result.exit_code == 0
        assert result.stderr in ("", "Opening the library …\n")
        assert "fairness, respect, equality, dignity and autonomy" in " ".join(result.stdout.split())
        assert "[1]" in result.stdout
        assert "Care Quality Commission" in result.stdout

    def test_json_has_exactly_the_promised_keys_in_their_order(self, ask: Run) -> None:
        (answer,) = objects(ask("--json", FREDA))
        assert list(answer) == KEYS
        assert list(answer["statements"][0]) == ["text", "citations", "verbatim"]
        assert [list(citation) for citation in answer["citations"]] == [CITATION_KEYS] * len(answer["citations"])
        assert list(answer["passages"][0]) == ["rank", "anchor", "document", "section", "text", "sentence", "score"]
        assert list(answer["milliseconds"]) == ["search", "answer", "total"]

    def test_json_holds_what_it_promises(self, ask: Run, documents: dict[str, Document]) -> None:
        (answer,) = objects(ask("--json", FREDA))
        assert (answer["question"], answer["query"], answer["status"]) == (FREDA, FREDA, "answered")
        assert [citation["number"] for citation in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
        for citation in answer["citations"]:
            assert citation["quote"] in documents[citation["document"]].body
            assert f"[{citation['number']}]" in answer["answer"]
        for statement in answer["statements"]:
            quoted = [answer["citations"][number - 1] for number in statement["citations"]]
            assert statement["verbatim"] is True
            assert any(statement["text"] in documents[citation["document"]].body for citation in quoted)
        assert [passage["rank"] for passage in answer["passages"]] == list(range(1, 11))
        scores = [passage["score"] for passage in answer["passages"]]
        assert scores == sorted(scores, reverse=True)

    def test_a_model_that_is_named_writes_the_answer(
        self, run: Run, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("assistant.assistant.ChatModel", FakeModel)
        (answer,) = objects(run("ask", "--json", "--model", "fake:one", FREDA))
        assert answer["mode"] == "fake:one"
        assert answer["checks"]["shown"] == 1
        assert list(answer) == [*KEYS, "mode", "checks"]
        assert "Written by fake:one" in run("ask", FREDA, EVENHAND_MODEL="fake:one").stdout

    def test_quotations_can_be_had_whatever_model_is_set(self, run: Run) -> None:
        result = run("ask", "--json", "--quotations", FREDA, EVENHAND_MODEL="no:such")
        assert list(objects(result)[0]) == KEYS

    def test_a_model_that_cannot_be_used_is_said_in_one_line(self, run: Run) -> None:
        assert_one_plain_line(run("ask", "--model", "nothing-anybody-knows", FREDA), "EVENHAND_MODEL")

    def test_a_model_and_quotations_are_wrong_usage(self, run: Run) -> None:
        assert run("ask", "--model", "a:b", "--quotations", FREDA).exit_code == 2

    def test_a_refusal_is_a_success_with_passages_but_no_source(self, ask: Run) -> None:
        result = ask("--json", "What is the weather in Leeds?")
        (answer,) = objects(result)
        assert result.exit_code == 0
        assert answer["status"] in ("not_found", "out_of_scope")
        assert (answer["statements"], answer["citations"]) == ([], [])
        assert len(answer["passages"]) == 10
        assert list(answer) == KEYS

    def test_a_refusal_is_readable(self, ask: Run) -> None:
        result = ask("How do I sort a list in Python?")
        assert (result.exit_code, result.stderr) == (0, "")
        assert "Sources" not in result.stdout
        assert "library" in result.stdout

    @pytest.mark.parametrize(
        "question", ["ما هي حقوق الإنسان؟", "什么是人权？", "Що таке рівність?", "मानव अधिकार क्या हैं?"]
    )
    def test_a_question_in_another_script_gets_a_plain_answer_or_refusal(self, question: str, ask: Run) -> None:
        (answer,) = objects(ask("--json", question))
        assert answer["question"] == question
        assert answer["status"] in ("answered", "partial", "not_found", "out_of_scope")
        assert answer["answer"]

    @pytest.mark.parametrize(
        "question", ["FREDA\x00\x07 principles", "FREDA\nprinciples\r\n", "FREDA\u202e principles"]
    )
    def test_control_characters_are_left_out_of_the_query(self, question: str, ask: Run) -> None:
        (answer,) = objects(ask("--json", question))
        assert (answer["question"], answer["query"]) == (question, "FREDA principles")

    def test_an_argument_that_is_not_utf8_is_answered(self, ask: Run) -> None:
        result = ask("--json", "caf\udce9 staff equality")
        assert result.exit_code == 0
        assert len(objects(result)) == 1

    @pytest.mark.parametrize("question", ["", "   ", "\n\t", "\x00", "?!", "🙂"])
    def test_an_empty_question_gets_one_line(self, question: str, ask: Run) -> None:
        assert_one_plain_line(ask(question), "The question is empty; type a question")

    def test_a_question_of_100000_characters_gets_one_line(self, ask: Run) -> None:
        assert_one_plain_line(ask("equality " * 11_112), "100,008 characters", "at most 2,000")

    def test_an_unknown_document_gets_one_line_with_the_known_ones(self, ask: Run) -> None:
        assert_one_plain_line(ask("--document", "nope", FREDA), "Unknown document 'nope'", "promoting-equality")

    def test_only_the_document_named_is_searched(self, ask: Run) -> None:
        (answer,) = objects(ask("--json", "--document", "promoting-equality", "What is equality?"))
        assert {passage["document"] for passage in answer["passages"]} == {"promoting-equality"}

    @pytest.mark.parametrize(
        "arguments",
        [[], ["one", "two"], ["--batch", "-"], ["--json"], ["--jsn", FREDA], ["--json", "--batch", "-", FREDA],
         ["--json", "--batch", "no-such-file"]],
    )  # fmt: skip
    def test_wrong_usage_exits_with_2(self, arguments: list[str], ask: Run) -> None:
        result = ask(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Usage: ")


class TestBatch:
    def test_every_line_gets_its_object_in_order_with_its_id(self, ask: Run, tmp_path: Path) -> None:
        file = tmp_path / "questions.jsonl"
        file.write_text(line("a", FREDA) + "\n" + line("b", "What is the weather in Leeds?"), encoding="utf-8")
        result = ask("--json", "--batch", str(file))
        assert (result.exit_code, result.stderr) == (0, "")
        assert [list(answer) for answer in objects(result)] == [["id", *KEYS]] * 2
        assert [(answer["id"], bool(answer["citations"])) for answer in objects(result)] == [("a", True), ("b", False)]

    def test_history_makes_a_follow_up_stand_on_its_own(self, ask: Run) -> None:
        earlier = [{"question": "How much does it cost an NHS trust when a staff member leaves?", "answer": "£4,500."}]
        result = ask("--json", "--batch", "-", given=line("a", "and in social care?", history=earlier))
        (answer,) = objects(result)
        assert answer["question"] == "and in social care?"
        assert answer["query"] != answer["question"]
        assert "£4,000" in answer["answer"]

    def test_the_same_question_without_history_searches_for_itself(self, ask: Run) -> None:
        first, second = objects(ask("--json", "--batch", "-", given=line("a", FREDA) + line("b", FREDA, history=[])))
        assert first["query"] == second["query"] == FREDA
        assert first["answer"] == second["answer"]

    @pytest.mark.parametrize(
        ("broken", "id_", "said"),
        [
            ("not json", None, "Not JSON: Expecting value at character 1."),
            ('{"id": "x", "question": ', None, "Not JSON"),
            ('["x"]', None, "Not a question of a batch"),
            ('{"id": "x"}', "x", "question: Field required"),
            ('{"question": "What?"}', None, "id: Field required"),
            ('{"id": 7, "question": "What?"}', None, "id: Input should be a valid string"),
            ('{"id": "x", "question": "What?", "histroy": []}', "x", "histroy: Extra inputs"),
            ('{"id": "x", "question": "Q?", "history": [{"question": "Q"}]}', "x", "history.0.answer: Field required"),
            ('{"id": "x", "question": ""}', "x", "The question is empty"),
            (json.dumps({"id": "x", "question": "a" * 100_000}), "x", "100,000 characters"),
            ("[" * 100_000, None, "Not JSON that can be read"),
            ("1" * 5_000, None, "Not JSON that can be read"),
        ],
    )  # fmt: skip
    def test_a_broken_line_gets_an_error_and_the_rest_goes_on(
        self, broken: str, id_: str | None, said: str, ask: Run
    ) -> None:
        result = ask("--json", "--batch", "-", given=line("a", FREDA) + broken + "\n" + line("b", FREDA))
        first, error, last = objects(result)
        assert (result.exit_code, result.stderr) == (1, "")
        assert (first["id"], last["id"], first["answer"]) == ("a", "b", last["answer"])
        assert list(error) == ["id", "error"]
        assert error["id"] == id_
        assert said in error["error"]

    def test_half_a_character_harms_no_line(self, ask: Run) -> None:
        lone = (
            r'{"id": "x\ud800", "question": "FREDA \udce9?", "history": [{"question": "\ud800", "answer": "\ud800"}]}'
        )
        first, last = objects(ask("--json", "--batch", "-", given=lone + "\n" + line("b", FREDA)))
        assert first["id"] == "x?"
        assert last["id"] == "b"

    def test_a_file_with_a_byte_order_mark_or_bytes_that_are_not_utf8_is_read(self, ask: Run) -> None:
        given = b"\xef\xbb\xbf" + line("a", FREDA).encode() + b'{"id": "b", "question": "caf\xe9 equality"}\r\n'
        assert [answer["id"] for answer in objects(ask("--json", "--batch", "-", given=given))] == ["a", "b"]

    @pytest.mark.parametrize(
        "given", [str.encode, lambda text: b"\xef\xbb\xbf" + text.encode().replace(b"\n", b"\r\n")]
    )
    def test_a_question_may_hold_a_line_separator(self, given: Callable[[str], bytes], ask: Run) -> None:
        lines = "".join(
            json.dumps({"id": id_, "question": f"FREDA{separator}principles"}, ensure_ascii=False) + "\n"
            for id_, separator in (("a", "\u2028"), ("b", "\u2029"), ("c", "\x85"))
        )
        answers = objects(ask("--json", "--batch", "-", given=given(lines)))
        assert [(answer["id"], answer["query"]) for answer in answers] == [(id_, "FREDA principles") for id_ in "abc"]

    @pytest.mark.timeout(30)
    @pytest.mark.parametrize("turns", [40, 2000])
    def test_a_long_conversation_is_answered_as_promptly_as_a_short_one(self, turns: int, ask: Run) -> None:
        history = [{"question": FREDA, "answer": "…"}, *[{"question": "and that?", "answer": "…"}] * turns]
        result = ask("--json", "--batch", "-", given=line("a", "and what about it?", history=history))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert objects(result)[0]["milliseconds"]["total"] < 5000

    def test_an_empty_batch_is_no_error(self, ask: Run) -> None:
        result = ask("--json", "--batch", "-", given="")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")

    def test_a_batch_of_one_document_cites_no_other(self, ask: Run) -> None:
        result = ask("--json", "--batch", "-", "--document", "promoting-equality", given=line("a", FREDA))
        assert {passage["document"] for passage in objects(result)[0]["passages"]} == {"promoting-equality"}


class TestSettings:
    def test_an_unknown_variable_gets_one_line_with_the_known_ones(self, run: Run) -> None:
        result = run("ask", FREDA, EVENHAND_TOP_K="3")
        assert_one_plain_line(result, "Unknown setting EVENHAND_TOP_K", "EVENHAND_PASSAGES")

    def test_a_value_out_of_bounds_gets_one_line(self, run: Run) -> None:
        assert_one_plain_line(run("ask", FREDA, EVENHAND_PASSAGES="500"), "Setting 'passages'", "from 1 to 50")
        assert_one_plain_line(run("ask", FREDA, EVENHAND_PASSAGES="many"), "Setting 'passages'", "whole number")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"top_k = 3", "Unknown setting 'top_k' in evenhand.toml; the settings are index, "),
            (b"passages = ", "evenhand.toml is not valid TOML"),
            (b"passages = '\xff'", "evenhand.toml is not UTF-8"),
            (b"passages = 0", "Setting 'passages'"),
        ],
    )
    def test_a_broken_file_gets_one_line(self, content: bytes, said: str, run: Run, tmp_path: Path) -> None:
        (tmp_path / "evenhand.toml").write_bytes(content)
        assert_one_plain_line(run("ask", FREDA), said)

    def test_the_file_is_read_and_a_variable_goes_before_it(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "evenhand.toml").write_text("longest_question = 60")
        assert_one_plain_line(run("ask", "a " * 100), "at most 60")
        assert_one_plain_line(run("ask", "a " * 100, EVENHAND_LONGEST_QUESTION="70"), "at most 70")


@pytest.mark.usefixtures("fake_model")
class TestIndex:
    def test_asking_builds_the_index_on_first_use_and_says_so_on_standard_error(self, run: Run, tmp_path: Path) -> None:
        there = {"EVENHAND_INDEX": str(tmp_path / "index")}
        first, second = run("ask", "--json", FREDA, **there), run("ask", "--json", FREDA, **there)
        assert (first.exit_code, second.exit_code) == (0, 0)
        assert (first.stderr, second.stderr) == ("Building the index, once …\n", "")
        assert len(objects(first)) == len(objects(second)) == 1

    def test_nothing_changed_means_nothing_done(self, run: Run, real_index: Path) -> None:
        stood = (real_index / "current").read_text()
        result = run("index")
        assert (result.exit_code, result.stdout) == (0, f"The index in {real_index} is up to date.\n")
        assert (real_index / "current").read_text() == stood

    def test_rebuild_builds_though_nothing_changed(
        self, run: Run, real_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("indexing.learnt.network.is_installed", lambda: False)
        shutil.copytree(real_index, tmp_path / "index")
        result = run("index", "--rebuild", EVENHAND_INDEX=str(tmp_path / "index"))
        assert result.exit_code == 0
        assert result.stdout.startswith("Indexed ")
        assert "The cross-encoder is not installed" in result.stdout
        assert (tmp_path / "index" / "current").read_text() != (real_index / "current").read_text()

    def test_a_folder_that_cannot_be_written_gets_one_line(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        for folder in (tmp_path / "file", Path("/proc/evenhand")):
            result = run("index", EVENHAND_INDEX=str(folder))
            assert_one_plain_line(result, f"cannot be written to {folder}", "set EVENHAND_INDEX to a folder that can")

    def test_an_index_of_another_model_gets_one_line_saying_how_to_rebuild(self, run: Run) -> None:
        result = run("ask", FREDA, EVENHAND_EMBEDDING_MODEL="another")
        assert_one_plain_line(result, "was made with another model; run 'evenhand index'")

    def test_an_index_that_is_not_whole_gets_one_line_saying_how_to_rebuild(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "current").write_text("gone")
        assert_one_plain_line(run("ask", FREDA, EVENHAND_INDEX=str(tmp_path)), "is not whole; run 'evenhand index'")


def test_a_model_that_cannot_be_loaded_gets_one_line(run: Run, tmp_path: Path) -> None:
    result = run("index", EVENHAND_INDEX=str(tmp_path / "index"), EVENHAND_EMBEDDING_MODEL="/no/such/model")
    assert_one_plain_line(result, "'/no/such/model' cannot be loaded", "EVENHAND_EMBEDDING_MODEL")


class TestCorpusCheck:
    def test_our_documents_pass_with_a_table_of_counts(self, run: Run) -> None:
        result = run("corpus", "check")
        assert (result.exit_code, result.stderr) == (0, "")
        head, *rows = result.stdout.splitlines()
        assert " ".join(head.split()) == "document words lines furniture corrected withheld moved added result"
        assert len(rows) == 5
        assert all(row.split()[-1] == "same" and int(row.split()[1]) > 500 for row in rows)

    def test_a_word_dropped_exits_with_1_and_the_first_offending_words(self, run: Run, library_copy: Path) -> None:
        path = library_copy / "documents" / "promoting-equality.md"
        path.write_text(path.read_text(encoding="utf-8").replace("treating everyone fairly", "treating fairly", 1))
        result = run("corpus", "check", "--documents", str(path.parent), "--raw", str(library_copy / "raw"))
        assert result.exit_code == 1
        rows = {row.split()[0]: row.split()[-1] for row in result.stdout.splitlines()[1:]}
        assert [id_ for id_, verdict in rows.items() if verdict == "differs"] == ["promoting-equality"]
        assert "promoting-equality: missing 1×: 'everyone' (raw line " in result.stderr
        assert "is not one unbroken run: 'Equality means treating everyone fairly" in result.stderr

    def test_a_document_that_cannot_be_read_gets_one_line(self, run: Run, library_copy: Path) -> None:
        path = library_copy / "documents" / "promoting-equality.md"
        path.write_bytes(path.read_bytes().replace(b"Equality", b"Equalit\xff", 1))
        result = run("corpus", "check", "--documents", str(path.parent), "--raw", str(library_copy / "raw"))
        assert_one_plain_line(result, "promoting-equality.md is not UTF-8 (byte ", "save it as UTF-8")

    def test_a_folder_that_is_not_there_gets_one_line(self, run: Run, tmp_path: Path) -> None:
        assert_one_plain_line(run("corpus", "check", "--documents", str(tmp_path / "none")), "No curated documents")


@pytest.mark.parametrize("command", [[], ["ask"], ["index"], ["chat"], ["corpus"], ["corpus", "check"]])
def test_help_stands_everywhere(command: list[str], run: Run) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize("arguments", [["nonsense"], ["index", "now"], ["corpus", "chek"], ["chat", "--port", "80"]])
def test_a_wrong_command_exits_with_2(arguments: list[str], run: Run) -> None:
    assert run(*arguments).exit_code == 2


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "?!"],
        ["ask", "--document", "nope", FREDA],
        ["excerpts", "?!"],
        ["excerpts", "--document", "nope", "care"],
        ["excerpts", "care", "--output", "gone/out.json"],
        ["eval", "--output", "."],
        ["eval", "--compare", "gone.json"],
        ["eval", "--questions", "gone"],
        ["eval", "--check", "gone"],
        ["eval", "--beir", "gone"],
        ["chat", "--auth", "gone"],
        ["library", "remove", "nope"],
        ["library", "show", "nope"],
        ["library", "questions", "nope"],
    ],
    ids=" ".join,
)
def test_what_can_be_seen_to_be_wrong_is_said_before_anything_is_loaded(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Assistant, "open", classmethod(lambda *_: pytest.fail("the assistant was opened")))
    monkeypatch.setattr("indexing.stored.build.build_index", lambda *_, **__: pytest.fail("an index was built"))
    result = CliRunner().invoke(main, arguments, env={"EVENHAND_INDEX": str(tmp_path / "index")})
    assert_one_plain_line(result)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", ""],
        ["ask", "--document", "nope", FREDA],
        ["excerpts", "care", "--output", "gone/out.json"],
        ["excerpts", "--document", "nope", "care"],
        ["chat", "--port", "TAKEN"],
        ["chat", "--auth", "gone"],
        ["eval", "--compare", "gone.json"],
        ["eval", "--questions", "gone"],
    ],
    ids=" ".join,
)
def test_what_can_be_seen_to_be_wrong_is_said_in_under_a_second_of_work(arguments: list[str], tmp_path: Path) -> None:
    """In a process of its own, whose processor time is counted: the time on the clock depends on what else runs."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = [port if word == "TAKEN" else word for word in arguments]
        environment = {**os.environ, "EVENHAND_INDEX": str(tmp_path / "index")}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-c", f"from ui.cli.main import main; main({words!r})"]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


class TestALongStart:
    def test_says_what_it_does_after_a_while(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opening, "_LONG", 0.05)
        with opening.taking_long("Opening the library …"):
            time.sleep(0.5)
        assert capsys.readouterr() == ("", "Opening the library …\n")

    def test_says_nothing_where_it_is_short_or_says_more_itself(self, capsys: pytest.CaptureFixture[str]) -> None:
        with opening.taking_long("Opening the library …"):
            pass
        assert capsys.readouterr() == ("", "")

    def test_opening_a_library_says_so_on_standard_error(
        self, run: Run, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slowly(*_: object) -> Assistant:
            time.sleep(0.5)
            return assistant

        monkeypatch.setattr(opening, "_LONG", 0.05)
        monkeypatch.setattr(Assistant, "open", classmethod(slowly))
        result = run("ask", "--json", FREDA)
        assert (result.exit_code, result.stderr) == (0, "Opening the library …\n")
        assert objects(result)[0]["status"] == "answered"

    def test_opening_one_that_must_be_built_says_that_instead(
        self, run: Run, fake_model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opening, "_LONG", 0.5)
        result = run("ask", "--json", FREDA, EVENHAND_INDEX=str(tmp_path / "new"))
        assert result.stderr.split("\n")[0] == "Building the index, once …"


@pytest.mark.model
def test_a_question_in_the_terminal_loads_nothing_that_only_the_page_or_the_evaluation_needs(real_index: Path) -> None:
    code = (
        "import sys; from ui.cli.main import main\n"
        f"try: main(['ask', '--json', {FREDA!r}])\n"
        "except SystemExit: sys.stderr.write(' '.join({name.split('.')[0] for name in sys.modules}))"
    )
    environment = {**os.environ, "EVENHAND_INDEX": str(real_index)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["status"] == "answered"
    assert "assistant" in done.stderr.split()
    assert not {"gradio", "starlette", "evals", "torch", "mcp"} & set(done.stderr.split())


@pytest.mark.parametrize(("command", "threads"), [("ask", "1"), ("excerpts", "1"), ("index", None)])
def test_a_question_is_worked_at_by_one_thread_and_an_index_by_all(
    command: str, threads: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "set so that it is put back")
    monkeypatch.delenv("OMP_NUM_THREADS")
    CliRunner().invoke(main, [command, "--help"])
    assert os.environ.get("OMP_NUM_THREADS") == threads
