"""HTML: the words a reader of the page sees, without its scripts, menus, forms and frame."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from servanda.reading.errors import DamagedDocument, WrongEncoding
from servanda.reading.formats.html_frame import article_of
from servanda.reading.formats.opened import OpenedDocument, one_line, tidied
from servanda.reading.formats.plain import decoded
from servanda.reading.notices import notice as _

_UNREAD = (
    "script, style, noscript, template, nav, footer, aside, iframe, object, svg, math, canvas, "
    "audio, video, button, select, textarea, input, dialog, [hidden], [aria-hidden=true]"
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:-]+)", re.IGNORECASE)

_SPACED_LINE_END = re.compile("(?<! ) *+\n *+")
# Codecs of Python that are not encodings of pages ("punycode") stay out.
_PAGE_CHARSETS = (
    "windows-125",
    "cp125",
    "iso-8859-",
    "latin",
    "koi8-",
    "us-ascii",
    "gb",
    "big5",
    "euc-",
    "shift",
)

_PARAGRAPHS = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote body caption center dd details div dl dt fieldset figcaption "
        "figure form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table "
        "tbody td tfoot th thead title tr ul",
    )
)

# Browsers nest no deeper than 512; the parser's time grows with the square of the depth.
_LIMIT_DEPTH = 512
_NESTING_TAG = re.compile(
    r"<(/?)(?:a|abbr|article|aside|b|big|blockquote|center|code|dd|del|details|div|dl|dt|em|"
    r"fieldset|figure|font|footer|form|header|i|ins|label|main|nav|ol|s|section|small|span|"
    r"strike|strong|sub|sup|svg|g|table|template|tt|u|ul)(?=[\s/>])",
    re.IGNORECASE,
)


def open_html(content: bytes, file_name: str) -> OpenedDocument:
    """Give the paragraphs of a page's article; the title from `<title>`, else from `og:title`.

    WrongEncoding where the bytes are not what the page declares, DamagedDocument where its
    elements are nested too deep to be a page.
    """
    page = LexborHTMLParser(sound_source(content, file_name))
    text = tidied(_SPACED_LINE_END.sub("\n", "".join(_article_pieces(page))))
    return OpenedDocument(
        text=text, pages=(), media_type="text/html", title=_title(page), warnings=()
    )


def sound_source(content: bytes, file_name: str) -> str:
    """Give the source of a page that may be parsed: decoded, and not nested too deep."""
    source = _decoded_page(content, file_name)
    if _is_too_deep(source):
        raise DamagedDocument(
            _(
                "%(file)s nests its elements deeper than %(levels)s levels: "
                "paste the text of the page instead.",
                file=file_name,
                levels=_LIMIT_DEPTH,
            )
        )
    return source


def _decoded_page(content: bytes, file_name: str) -> str:
    """Decode as UTF-8, which is hardly ever so by chance, else as the page declares."""
    try:
        return decoded(content, file_name)
    except WrongEncoding:
        declared = _META_CHARSET.search(content[:4096])
        charset = declared[1].decode("ascii").lower() if declared else ""
        if not charset.startswith(_PAGE_CHARSETS):
            raise
    try:
        return content.decode(charset)
    except (LookupError, UnicodeError) as damage:
        raise WrongEncoding(
            _(
                "%(file)s is neither encoded as UTF-8 nor as %(charset)s, which the page declares: "
                'save it as "UTF-8" and upload it again.',
                file=file_name,
                charset=charset,
            )
        ) from damage


def _is_too_deep(source: str) -> bool:
    depth = 0
    for tag in _NESTING_TAG.finditer(source):
        depth = max(0, depth + (-1 if tag[1] else 1))
        if depth > _LIMIT_DEPTH:
            return True
    return False


def _title(page: LexborHTMLParser) -> str | None:
    element = page.css_first("head title")
    if element is not None and one_line(element.text()):
        return one_line(element.text())
    shared = page.css_first('meta[property="og:title"]')
    return one_line(shared.attributes.get("content")) if shared is not None else None


def unread_parts(page: LexborHTMLParser) -> frozenset[int]:
    """Give the memory addresses of the elements that are not read.

    They stay in the tree: taking out an element inside one already taken out would crash.
    """
    unread = page.css(_UNREAD)
    unread += [node for node in page.css("header, form") if not _is_about_the_article(node)]
    unread += [
        node
        for node in page.css("[style]")
        if _HIDING_STYLE.search(node.attributes.get("style") or "")
    ]
    return frozenset(node.mem_id for node in unread)


def _is_about_the_article(element: LexborNode) -> bool:
    """Tell the headline of an article from the head of the site, a wrapper from a form."""
    if element.tag == "form":
        return element.css_first("article, main, h1") is not None
    parent = element.parent
    while parent is not None:
        if parent.tag in {"article", "main"}:
            return True
        parent = parent.parent
    return False


def _article_pieces(page: LexborHTMLParser) -> Iterator[str]:
    if page.body is None:
        return
    article = article_of(page, page.body, unread_parts(page))
    for part in article.parts:
        yield from pieces_of(part, unread=article.unread)
        yield "\n\n"


def pieces_of(body: LexborNode, *, unread: frozenset[int]) -> Iterator[str]:
    """Give the words of an element with the breaks of its blocks, walking without recursion."""
    node: LexborNode | None = body
    while node is not None:
        is_read = node.mem_id not in unread
        yield _words_of(node) if is_read else _break_at(node)
        if is_read and node.child is not None:
            node = node.child
            continue
        if node.mem_id == body.mem_id:
            return
        while node is not None and node.next is None:
            node = _left(node, body)
            yield _break_at(node)
        node = node.next if node is not None else None


def _left(node: LexborNode, body: LexborNode) -> LexborNode | None:
    """Give the parent, None when the walk is back at the body."""
    parent = node.parent
    return None if parent is None or parent.mem_id == body.mem_id else parent


def _words_of(node: LexborNode) -> str:
    if node.is_text_node:
        return re.sub(r"\s+", " ", node.text_content or "")
    return _break_at(node)


def _break_at(node: LexborNode | None) -> str:
    if node is None or node.tag in _PARAGRAPHS:
        return "\n\n"
    return "\n" if node.tag == "br" else ""
