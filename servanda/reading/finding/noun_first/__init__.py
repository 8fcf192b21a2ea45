"""Names and posts in languages whose qualities follow the noun: French, Spanish and their like.

English tells a name by its capitals and widens it to the left; here a name begins with its
noun, often in small letters, and goes on to the right: "ministère des Affaires étrangères",
"comité intersectorial de lucha contra el dengue". `phrases.toml` of a language holds the words.
"""
