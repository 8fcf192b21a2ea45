"""What on a web page is frame around the article: menus, banners, lists of links, the foot.

Told by what the page itself says (roles, names of classes), by how much of a part is links, and
by where its article is. Everything is weighed in one walk, so that no page takes long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ROLES: Final = frozenset(
    [
        "alert",
        "alertdialog",
        "banner",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
        "menubar",
        "navigation",
        "search",
        "toolbar",
    ]
)
_FRAME_WORDS: Final = frozenset(
    [
        "ad",
        "ads",
        "advert",
        "advertisement",
        "advertising",
        "breadcrumb",
        "breadcrumbs",
        "comments",
        "consent",
        "cookie",
        "cookies",
        "footer",
        "gdpr",
        "masthead",
        "menu",
        "modal",
        "nav",
        "navbar",
        "navigation",
        "newsletter",
        "pager",
        "pagination",
        "popup",
        "promo",
        "related",
        "share",
        "sharing",
        "sidebar",
        "sitemap",
        "social",
        "subscribe",
        "subscription",
        "tags",
        "toolbar",
        "topbar",
        "widget",
    ]
)
_ARTICLE: Final = "main, article, [role=main], [itemprop=articleBody]"
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SPACE = re.compile(r"\s+")
_LISTS: Final = frozenset({"ul", "ol", "dl", "div", "section", "p", "table", "td"})
_LONGEST_NAME: Final = 500

_MOST_OF_THE_PAGE = 0.5
_MOSTLY_LINKS = 0.8
_LINKS_OF_A_MENU = 4
# An article that is less than this beside the rest may be one teaser of a list of them.
_ARTICLE_SHARE = 0.5
_SHORTEST_ARTICLE = 200


@dataclass
class Weight:
    """How many letters a part holds, how many of them in links, and what it has inside."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    heads: int = 0

    def since(self, earlier: "Weight") -> "Weight":
        """Give what came after an earlier state of the same count."""
        return Weight(
            self.letters - earlier.letters,
            self.linked - earlier.linked,
            self.links - earlier.links,
            self.heads - earlier.heads,
        )


@dataclass(frozen=True)
class Article:
    """The parts of a page to be read, and the addresses in memory of the parts that are not."""

    parts: tuple[LexborNode, ...]
    unread: frozenset[int]


def article_of(page: LexborHTMLParser, body: LexborNode, unread: frozenset[int]) -> Article:
    """Find the article of a page whose unread elements are known by their addresses in memory."""
    weights = _weights(body, unread)
    whole = weights.get(body.mem_id, Weight()).letters
    frame = {
        node.mem_id
        for node in body.css("*")
        if node.mem_id != body.mem_id
        and node.mem_id in weights
        and _is_frame(node, weights[node.mem_id], whole)
    }
    skipped = unread | frame
    kept = _weights(body, skipped)
    return Article(_parts(page, body, kept), skipped)


def _parts(
    page: LexborHTMLParser, body: LexborNode, weights: dict[int, Weight]
) -> tuple[LexborNode, ...]:
    """Give the headline and the article, or the whole body where no part is the article."""
    nothing = Weight()
    found = [node for node in page.css(_ARTICLE) if node.mem_id in weights]
    article = max(found, key=lambda node: weights[node.mem_id].letters, default=None)
    if article is None:
        return (body,)
    weight = weights[article.mem_id]
    is_most = weight.letters >= _ARTICLE_SHARE * weights[body.mem_id].letters
    if weight.letters < _SHORTEST_ARTICLE or not is_most:
        return (body,)
    headline = page.css_first("h1")
    has_own = article.css_first("h1") is not None
    if headline is None or has_own or not weights.get(headline.mem_id, nothing).letters:
        return (article,)
    return (headline, article)


def _is_frame(node: LexborNode, weight: Weight, whole: int) -> bool:
    if weight.heads or weight.letters > _MOST_OF_THE_PAGE * whole:
        return False
    if _is_called_frame(node):
        return True
    is_menu = weight.links >= _LINKS_OF_A_MENU and weight.linked >= _MOSTLY_LINKS * weight.letters
    return is_menu and node.tag in _LISTS


def _is_called_frame(node: LexborNode) -> bool:
    attributes = node.attributes
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"[:_LONGEST_NAME]
    return any(word.lower() in _FRAME_WORDS for word in _WORD.findall(names))


def _weights(body: LexborNode, unread: frozenset[int]) -> dict[int, Weight]:
    """Weigh every element that is read, in one walk without recursion."""
    weights: dict[int, Weight] = {}
    so_far, open_links = Weight(), 0
    for node, is_begun in _walk(body, unread):
        if node.is_text_node:
            letters = len(_SPACE.sub("", node.text_content or "")) if is_begun else 0
            so_far.letters += letters
            so_far.linked += letters if open_links else 0
            continue
        if is_begun:
            weights[node.mem_id] = Weight(**vars(so_far))
        is_link = node.tag == "a"
        open_links += (1 if is_begun else -1) if is_link else 0
        if not is_begun:
            so_far.links += is_link
            so_far.heads += node.tag in {"h1", "main", "article"}
            weights[node.mem_id] = so_far.since(weights[node.mem_id])
    return weights


def _walk(body: LexborNode, unread: frozenset[int]) -> Iterator[tuple[LexborNode, bool]]:
    """Give each node when it begins (True) and when it ends (False); the unread ones not at all."""
    node: LexborNode | None = body
    while node is not None:
        is_read = node.mem_id not in unread
        if is_read:
            yield node, True
            if node.child is not None:
                node = node.child
                continue
            yield node, False
        while node is not None and node.next is None:
            node = node.parent if node.mem_id != body.mem_id else None
            if node is not None:
                yield node, False
                if node.mem_id == body.mem_id:
                    return
        node = node.next if node is not None else None
