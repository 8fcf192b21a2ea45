"""An invented framework that is small: two objectives, two actions, one scheme, one crosswalk."""

from servanda.instruments.rules.frameworks import read_framework

FILES = {
    "framework.yaml": """format: 1
code: roads
title: Compact on Roads
abbreviation: COR
symbol: A/RES/1/1
language: en
called: objective
sources: {act: {title: An act}}
""",
    "provisions.yaml": """- code: "17"
  number: "1"
  kind: objective
  labels:
    - {kind: title, language: en, text: Mend bridges, certainty: seen, source: act}
    - {kind: short, language: fr, text: Ponts, certainty: unverified, source: act}
  letters: {kind: action, count: 2, last: b, certainty: unverified, source: act}
- code: "18"
  number: "2"
  kind: objective
""",
    "schemes.yaml": """- code: tables
  title: Round tables
  source: act
  clusters:
    - {code: "1", title: Table 1, objectives: ["1", "2"], certainty: inference, note: A guess.}
""",
    "crosswalks.yaml": """- {from: "17", to: "sdg:9.1", relation: superset, strength: 2, reason: Both, certainty: own}
""",
}
READING = read_framework(FILES, code="roads")
assert READING.framework, READING.faults
ROADS = READING.framework
