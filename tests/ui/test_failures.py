import pytest

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
