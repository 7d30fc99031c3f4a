"""The real server, started and stopped for each test."""

import os
import pathlib
import signal
import subprocess

import pytest

import chancery

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"


class Server:
    """chanceryd on a free port; keeps port and data when started again."""

    def __init__(self, data):
        self._data = data
        self.address = "127.0.0.1:0"
        self.start()

    def start(self):
        self._process = subprocess.Popen(
            [os.environ["CHANCERYD"], "--listen", self.address, "--data", self._data],
            stdout=subprocess.PIPE,
            text=True,
        )
        # "chanceryd 0.1.0 serving on 127.0.0.1:41235, data in ..."
        ready = self._process.stdout.readline()
        assert " serving on " in ready, f"no server: {ready}"
        self.address = ready.split()[4].rstrip(",")

    def end(self, how=signal.SIGKILL):
        self._process.send_signal(how)
        code = self._process.wait()
        self._process.stdout.close()
        return code


@pytest.fixture
def server(tmp_path):
    running = Server(str(tmp_path / "data"))
    yield running
    running.end()


@pytest.fixture
def client(server):
    with chancery.connect(server.address) as connected:
        yield connected


def sample(name):
    return (DATA / "readouts" / f"{name}.txt").read_bytes()


def sample_path(name):
    return str(DATA / "readouts" / f"{name}.txt")


def refused(name):
    return (DATA / "refused" / name).read_bytes()
