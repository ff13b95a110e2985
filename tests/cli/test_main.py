"""What starting the command line sets before anything heavy is loaded."""

import os

import pytest

from hinge.cli import ONE_THREAD, app, main


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "app", lambda **_: None)
    for name in ONE_THREAD:
        monkeypatch.delenv(name, raising=False)


def test_linear_algebra_uses_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    main()
    assert [os.environ[name] for name in ONE_THREAD] == ["1", "1", "1"]


def test_what_the_user_has_set_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, ONE_THREAD[0]: "4"})
    main()
    assert os.environ[ONE_THREAD[0]] == "4"
