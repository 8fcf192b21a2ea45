"""Building the demonstration where something stands already: half of it, or another register."""

import pytest

from servanda.commands.demonstration.building import EXAMPLE, build_demonstration
from servanda.commands.demonstration.sites import SlugTaken
from servanda.commands.demonstration.steps import Told
from servanda.registers.actions import create_register, operator
from servanda.registers.actions.registering import NewRegister
from servanda.registers.models import Register
from servanda.sources.models import Version

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_killed_in_the_middle_it_goes_on_where_it_stopped():
    names: list[str] = []

    def stop_at_the_fifth(told: Told) -> None:
        names.append(told.name)
        if told.number == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_demonstration(tell=stop_at_the_fifth)
    build_demonstration(tell=lambda told: names.append(told.name))
    assert len(names) == len(set(names)) > 40
    assert Version.objects.count() == Version.objects.values("file_name").distinct().count()


def test_another_register_of_the_same_short_name_is_left_alone():
    taken = NewRegister(slug=EXAMPLE, title="Our own register")
    create_register(by=operator(), new=taken)
    with pytest.raises(SlugTaken, match="--data"):
        build_demonstration()
    assert Register.objects.get(slug=EXAMPLE).title == "Our own register"
