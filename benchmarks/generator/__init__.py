"""Invented registers of a fixed seed, of the sizes that everything is measured at.

Rows are written straight into the tables, so a register of ten years is there in minutes. They are
what the actions would have left behind, but for the history, which is empty. No room knows of this.
"""
