"""Rules of meetings: the rhythm of a series, whose turn it is to host."""
