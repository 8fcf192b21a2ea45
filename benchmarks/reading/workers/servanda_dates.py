"""Finds dates for the benchmark: a list of texts in, seconds and dates of each out, a line a round."""

import json
import sys
import time

from servanda.reading.finding.dates import find_dates

for line in sys.stdin:
    answers = []
    for text, published in json.loads(line):
        start = time.process_time()
        found = find_dates(text, published=published, language="en")
        seconds = time.process_time() - start
        answers.append([seconds, [[one.start, one.end, one.edtf] for one in found]])
    sys.stdout.write(json.dumps(answers) + "\n")
    sys.stdout.flush()
