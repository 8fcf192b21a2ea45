"""Sentences, paragraphs and names by chance, in the languages of a register."""

from generator.chance import Chance
from generator.vocabulary import BEGINNINGS, CYRILLIC, ENDINGS, FIRST_NAMES, MIDDLES, WORDS

PLACES, SURNAMES = 8_000, 2_000


class Prose:
    """The one who writes everything in a generated register."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        places = _names(chance, PLACES)
        people = [f"{chance.any_of(FIRST_NAMES)} {surname}" for surname in _names(chance, SURNAMES)]
        self.places, self.people = places, people
        self._spelled = {
            language: (places, people)
            if language != "ru"
            else ([_cyrillic(one) for one in places], [_cyrillic(one) for one in people])
            for language in WORDS
        }

    def sentence(self, language: str) -> str:
        """Return a sentence of some fifteen words."""
        skewed, words, chance = self._chance.skewed, WORDS[language], self._chance
        places, people = self._spelled[language]
        told = skewed(words.forms, steepness=1.3).format(
            agency=skewed(words.agencies, steepness=2.0),
            deed=skewed(words.deeds, steepness=1.7),
            topic=skewed(words.topics, steepness=2.0),
            place=skewed(places),
            name=skewed(people),
            month=chance.any_of(words.months),
            day=chance.whole(1, 28),
            year=2016 + int(11 * chance.share()),
            number=2 + int(900 * chance.share() ** 2),
        )
        return told[0].upper() + told[1:]

    def paragraph(self, language: str) -> str:
        """Return a paragraph of some forty words."""
        sentence = self.sentence
        told = [sentence(language), sentence(language)]
        if self._chance.share() < 0.5:
            told.append(sentence(language))
        return " ".join(told)

    def narrative(self, language: str) -> str:
        """Return what an assessor says beside a value: often one sentence, sometimes more, or none."""
        share = self._chance.share()
        if share < 0.12:
            return ""
        if share < 0.62:
            return self.sentence(language)
        return self.paragraph(language)

    def deed(self, language: str) -> str:
        """Return what somebody is to do, in a few words."""
        words, skewed = WORDS[language], self._chance.skewed
        places, _people = self._spelled[language]
        told = f"{skewed(words.deeds, steepness=1.3)} ({skewed(places)}, {skewed(words.topics)})"
        return told[0].upper() + told[1:]


def _names(chance: Chance, count: int) -> list[str]:
    """Return so many names, no two alike."""
    found: dict[str, None] = {}
    while len(found) < count:
        middle = chance.any_of(MIDDLES)
        if chance.share() < 0.7:
            middle += chance.any_of(MIDDLES)
        found[chance.any_of(BEGINNINGS) + middle + chance.any_of(ENDINGS)] = None
    return list(found)


def _cyrillic(name: str) -> str:
    return " ".join(word.lower().translate(CYRILLIC).capitalize() for word in name.split())
