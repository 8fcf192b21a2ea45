"""Pages of the review: what was found in a document, and what a person makes of it."""
