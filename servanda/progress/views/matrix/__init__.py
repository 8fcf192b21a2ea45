"""The matrix of a plan as people know it: its rows in a tree, grouped, and drawn in time."""
