"""Pages of documents: the list, a new one, its facts, its file."""
