"""Holding the chains, the tables and the files of an installation against one another."""
