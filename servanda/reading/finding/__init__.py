"""Finds in a text the parties, people, meetings, commitments, instruments, bodies and dates."""
