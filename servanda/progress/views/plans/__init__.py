"""The page on which a plan is brought in: its file, what was read of it, then the plan or its difference."""
