"""Coverage: the objectives of a framework against what implements them in a register, and what is missing."""
