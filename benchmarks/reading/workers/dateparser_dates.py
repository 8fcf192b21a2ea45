"""Finds dates with dateparser; runs in the environment of the peers. A line of JSON in, one out."""

import json
import sys
import time
import warnings
from datetime import datetime
from importlib import import_module

warnings.simplefilter("ignore")
search_dates = import_module("dateparser.search").search_dates
parser = import_module("dateparser.date").DateDataParser
WRITTEN = {"month": "%Y-%m", "year": "%Y"}  # what is neither is told by its day


def dates_of(text: str, base: datetime) -> list[tuple[int, int, str]]:
    """Give the place and value of each date; dateparser tells the words, not where they stand."""
    known = parser(languages=["en"], settings={"RELATIVE_BASE": base})
    found: list[tuple[int, int, str]] = []
    after = 0
    for words, moment in (
        search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []
    ):
        start = text.find(words, after)
        if start < 0:
            continue
        after = start + len(words)
        period = known.get_date_data(words).period or "day"
        found.append((start, after, moment.strftime(WRITTEN.get(period, "%Y-%m-%d"))))
    return found


for line in sys.stdin:
    answers = []
    for text, published in json.loads(line):
        start = time.process_time()
        found = dates_of(text, datetime.fromisoformat(published or "2020-01-01"))
        answers.append([time.process_time() - start, found])
    sys.stdout.write(json.dumps(answers) + "\n")
    sys.stdout.flush()
