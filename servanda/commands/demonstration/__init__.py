"""The demonstration: the founding case from public sources, and a fictional example register."""
