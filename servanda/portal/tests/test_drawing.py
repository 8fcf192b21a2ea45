"""Where things of known and vague dates stand on the line of years."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from servanda.portal.rules import LETTER, MARGIN, NAMED_MOMENTS, WIDTH, Happening, draw

TODAY = date(2021, 2, 17)


def meeting(day, label="Meeting", *, is_vague=False):
    return Happening(label, "/m/", day, day, lasts=False, is_vague=is_vague)


def plan(first, last, label="Plan"):
    return Happening(label, "/p/", first, last, lasts=True)


def text_of(shape):
    return (shape.text_x, shape.text_x + len(shape.label) * LETTER)


def test_without_a_date_there_is_nothing_to_draw():
    assert draw([], today=TODAY) is None
    assert draw([Happening("Some day", "/", None, None, lasts=False)], today=TODAY) is None


def test_the_years_go_from_the_first_thing_to_today():
    drawing = draw([meeting(date(2013, 5, 1))], today=TODAY)
    assert (drawing.first_year, drawing.last_year) == (2013, 2021)


def test_the_years_go_on_beyond_today_where_something_is_planned():
    drawing = draw([meeting(date(2030, 5, 1))], today=TODAY)
    assert drawing.last_year == 2030
    assert drawing.first_year == 2021
    assert drawing.today == 31.8


def test_a_century_gets_a_dozen_ticks_at_most():
    drawing = draw([meeting(date(1919, 5, 1))], today=TODAY)
    assert 5 <= len(drawing.ticks) <= 12


def test_a_plan_is_as_wide_as_its_years():
    drawing = draw([plan(date(2016, 1, 1), date(2018, 12, 31))], today=date(2021, 12, 31))
    width = drawing.spans[0].width
    assert abs(width - (WIDTH - 2 * MARGIN) / 2) < 2


def test_a_body_without_an_end_goes_on_to_the_edge():
    body = plan(date(2020, 5, 1), None)
    shape = draw([body], today=TODAY).spans[0]
    assert abs(shape.x + shape.width - (WIDTH - MARGIN)) < 1


def test_a_meeting_known_by_its_year_stands_in_the_middle_of_it():
    known = Happening("2020", "/", date(2020, 1, 1), date(2020, 12, 31), lasts=False)
    sharp = meeting(date(2020, 7, 1))
    drawing = draw([known, sharp], today=TODAY)
    assert abs(drawing.moments[0].x - drawing.moments[1].x) < 2


def test_two_meetings_of_one_week_stand_below_each_other():
    drawing = draw([meeting(date(2020, 2, 3)), meeting(date(2020, 2, 5))], today=TODAY)
    assert len({shape.y for shape in drawing.moments}) == 2


def test_meetings_far_apart_share_a_lane():
    drawing = draw([meeting(date(2000, 2, 3)), meeting(date(2020, 2, 5))], today=TODAY)
    assert len({shape.y for shape in drawing.moments}) == 1


def test_many_meetings_bear_no_label_and_stand_close():
    many = [meeting(date(2020, 1, 1 + n % 28), f"Meeting {n}") for n in range(NAMED_MOMENTS + 1)]
    drawing = draw(many, today=TODAY)
    assert not any(shape.is_named for shape in drawing.moments)
    assert drawing.height < draw(many[:-1], today=TODAY).height


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
happenings = st.builds(
    lambda label, one, other, lasts: Happening(
        label, "/", min(one, other), max(one, other), lasts=lasts
    ),
    st.text("abcdefg ", min_size=1, max_size=56),
    days,
    days,
    st.booleans(),
)


@given(st.lists(happenings, min_size=1, max_size=NAMED_MOMENTS))
def test_no_label_meets_another_and_none_leaves_the_drawing(things):
    drawing = draw(things, today=TODAY)
    for group in (drawing.spans, drawing.moments):
        for number, one in enumerate(group):
            assert one.text_x >= 0
            assert one.y < drawing.height
            for other in group[number + 1 :]:
                if one.y == other.y:
                    assert (
                        text_of(one)[1] <= text_of(other)[0] or text_of(other)[1] <= text_of(one)[0]
                    )


@given(st.lists(happenings, min_size=1, max_size=60))
def test_every_shape_stands_within_the_drawing(things):
    drawing = draw(things, today=TODAY)
    for shape in [*drawing.spans, *drawing.moments]:
        assert shape.x >= MARGIN
        assert shape.x + shape.width <= WIDTH - MARGIN + 5
