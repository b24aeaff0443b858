import pytest

from corpus.errors import StoredIndexError
from ui.failures import log_failure

SECRET = "Was Zebedee bullied?"


def test_a_failure_is_logged_by_its_kind_and_place_and_never_by_its_words(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise LookupError(SECRET)

    with pytest.raises(LookupError) as failed:
        fail()
    log_failure("A turn", failed.value)
    assert "A turn failed with LookupError at:" in caplog.text
    assert "test_failures.py" in caplog.text
    assert "Zebedee" not in caplog.text


def test_what_an_index_says_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    log_failure("A turn", StoredIndexError("The Chroma server at http://chroma:8000 cannot be reached; start it."))
    assert "A turn failed with StoredIndexError (The Chroma server at http://chroma:8000 cannot be" in caplog.text
