"""Pages as press services send them: the article is read, what stands around it is not."""

import pytest

from servanda.reading.errors import EmptyDocument
from servanda.reading.formats import open_document

MENU = "".join(f'<li><a href="/{name}">{name} and more</a></li>' for name in "abcdefgh")
STORY = (
    "<p>The Ministry of Labour and the mission agreed to open a hotline for workers by March.</p>"
    '<p>They also agreed on a <a href="/roadmap">roadmap of the works</a>, to be reviewed in May '
    "by both sides, and thanked all who took part in drawing it up over the year.</p>"
    "<p>The next meeting will be held in the autumn, on a day to be set by exchange of notes.</p>"
)


def text_of(body):
    page = f"<!doctype html><html><head><title>t</title></head><body>{body}</body></html>"
    return open_document(page.encode(), file_name="page.html").text


class TestAroundTheArticle:
    def test_a_menu_that_is_only_a_list_of_links_is_not_read(self):
        text = text_of(f"<div><ul>{MENU}</ul></div><h1>Hotline</h1><div>{STORY}</div>")
        assert text.startswith("Hotline\n\nThe Ministry of Labour")
        assert "and more" not in text

    def test_banners_and_boxes_are_known_by_their_names(self):
        boxes = (
            '<div id="cookie-consent">We use cookies.</div><div class="siteBreadcrumbs">Home</div>'
            '<div class="share_buttons">Share this</div><div role="contentinfo">Address</div>'
        )
        text = text_of(f"<h1>Hotline</h1>{boxes}<div>{STORY}</div>")
        assert text.split("\n\n")[1].startswith("The Ministry")
        for word in ("cookies", "Home", "Share", "Address"):
            assert word not in text

    def test_only_the_article_is_read_where_the_page_has_one(self):
        around = "<div>Currency rates today</div>"
        text = text_of(f"{around}<h1>Hotline</h1><article>{STORY}</article>{around}")
        assert text.startswith("Hotline\n\nThe Ministry")
        assert "Currency" not in text

    def test_a_link_inside_a_sentence_stays(self):
        assert "roadmap of the works, to be reviewed" in text_of(STORY)


class TestNothingOfTheArticleIsLost:
    def test_a_list_of_short_articles_is_read_whole(self):
        teasers = "".join(f"<article><p>Teaser {n}: a short one.</p></article>" for n in range(9))
        text = text_of(teasers)
        assert all(f"Teaser {n}" in text for n in range(9))

    def test_a_page_whose_wrapper_is_called_a_sidebar_page_is_read(self):
        assert "hotline" in text_of(f'<div class="with-sidebar"><h1>Head</h1>{STORY}</div>')

    def test_a_decision_with_a_list_of_points_is_read(self):
        points = "<ol><li>Open a hotline.</li><li>Train officers.</li></ol>"
        text = text_of(f"<main><h1>Decision</h1>{STORY}{points}</main>")
        assert text.endswith("Open a hotline.\n\nTrain officers.")

    def test_a_hidden_page_holds_no_words(self):
        page = "<html><body hidden><p>Text</p></body></html>"
        with pytest.raises(EmptyDocument, match="holds no words"):
            open_document(page.encode(), file_name="page.html")
