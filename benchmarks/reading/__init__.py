"""How well and how fast texts are read, beside the programs that find dates offline; see docs/reference/reading.md."""
