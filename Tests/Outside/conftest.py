# SPDX-License-Identifier: Apache-2.0
import pathlib

import pytest
from playwright.sync_api import sync_playwright

from browser import DESKTOP, PHONE, Desk, need_chromium
from checkpoints import Serve
from program import LONG, PROGRAM, Folder, Up, shared_file


def pytest_configure(config):
    config.addinivalue_line("markers", "long: runs under tools/test --long")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("long") and not LONG:
            item.add_marker(pytest.mark.skip("long: runs under tools/test --long"))


@pytest.fixture(scope="session")
def program():
    """Fails, rather than skips, where the program is not built."""
    assert PROGRAM.is_file(), f"no program at {PROGRAM}: run swift build, or set CASELEDGER"
    return PROGRAM


@pytest.fixture
def folder(program, tmp_path):
    """A new data folder of the authority Testshire."""
    return Folder(tmp_path / "data")


@pytest.fixture(scope="module")
def up(program, tmp_path_factory):
    """A running `caseledger up`, shared by the tests of one file."""
    running = Up(Folder(tmp_path_factory.mktemp("up") / "data"))
    yield running
    running.stop()


@pytest.fixture
def own_up(folder):
    """A running `caseledger up` for one test, which may kill it."""
    running = Up(folder)
    yield running
    running.stop()


@pytest.fixture
def serving(folder):
    """Starts `serve` alone, on the folder or another, with settings of checkpoints."""
    started = []

    def start(where=None, /, **settings):
        serve = Serve(where or folder, **settings)
        started.append(serve)
        return serve
    yield start
    for serve in started:
        serve.stop()


@pytest.fixture(scope="session")
def shared():
    """Finds a file of the shared data; skips the test where there is none."""
    return shared_file


@pytest.fixture(scope="session")
def screenshots():
    folder = pathlib.Path(__file__).resolve().parents[2] / ".build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium():
    executable = need_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def contexts(chromium):
    """Makes browser profiles that know nothing of each other."""
    made = []

    def make(viewport=DESKTOP):
        context = chromium.new_context(viewport=viewport, locale="en-GB",
                                       timezone_id="Europe/London")
        context.set_default_timeout(8000)
        made.append(context)
        return context
    yield make
    for context in made:
        context.close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def desk(request, contexts, up):
    return Desk(contexts(request.param), up).sign_in()


@pytest.fixture
def one_desk(contexts, up):
    return Desk(contexts(), up).sign_in()
