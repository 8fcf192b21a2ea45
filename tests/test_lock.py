"""The lock names the public index only, and the tools of the Makefile are the locked ones."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org"}


def lock() -> str:
    return (ROOT / "uv.lock").read_text(encoding="utf-8")


def test_the_lock_names_the_public_index_and_its_file_host_only():
    hosts = set(re.findall(r'https?://([^/"\s]+)', lock()))
    assert hosts == PUBLIC_HOSTS


def test_the_makefile_installs_the_uv_of_the_lock():
    asked = re.search(r"^UV_VERSION = (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    locked = {package["name"]: package["version"] for package in tomllib.loads(lock())["package"]}
    assert asked
    assert asked[1] == locked["uv"]
