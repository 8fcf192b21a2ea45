"""The brief in plain Python: what it holds, how it is ordered, said and put on paper."""
