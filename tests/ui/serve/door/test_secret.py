import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

from ui.serve.access import AccessError
from ui.serve.door.secret import secret_of


def settings(folder: Path, secret: str = "") -> Any:
    return SimpleNamespace(index=folder / "data" / "index", secret=SecretStr(secret) if secret else None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "secret"


def test_the_setting_goes_first_and_makes_no_file(tmp_path: Path, file: Path) -> None:
    assert secret_of(settings(tmp_path, "s" * 32)) == "s" * 32
    assert not file.exists()


def test_the_first_start_makes_a_secret_that_later_ones_find(tmp_path: Path, file: Path) -> None:
    first = secret_of(settings(tmp_path))
    assert len(first) >= 32
    assert secret_of(settings(tmp_path)) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["secret"]


def test_replicas_that_start_at_once_have_the_same(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from types import SimpleNamespace as S; "
        "from ui.serve.door.secret import secret_of; print(secret_of(S(index=Path(sys.argv[1]), secret=None)))"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "data" / "index")]
    started = [subprocess.Popen(run, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate(timeout=60)[0] for process in started}) == 1


def test_where_none_can_be_kept_it_ends_with_the_process_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").touch()  # not a folder, so nothing can be written into it, by anybody
    first = secret_of(settings(tmp_path))
    assert secret_of(settings(tmp_path)) != first
    said = capsys.readouterr().err
    assert "people must sign in again whenever Evenhand is started" in said
    assert first not in said


@pytest.mark.parametrize(("text", "said"), [("", "holds no secret"), ("short\n", "holds no secret")])
def test_a_file_that_holds_none_is_refused(text: str, said: str, tmp_path: Path, file: Path) -> None:
    file.parent.mkdir()
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(AccessError, match=said):
        secret_of(settings(tmp_path))


def test_a_file_that_others_can_read_is_refused(tmp_path: Path, file: Path) -> None:
    secret_of(settings(tmp_path))
    file.chmod(0o644)
    with pytest.raises(AccessError, match="others can read it; run 'chmod 600"):
        secret_of(settings(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, file: Path) -> None:
    secret_of(settings(tmp_path))
    file.chmod(0)
    with pytest.raises(AccessError, match="cannot be read"):
        secret_of(settings(tmp_path))
