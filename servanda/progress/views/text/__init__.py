"""The pages of a text: its editions, how it is changed, and how two editions differ."""
