"""The frame that every place stands in: the way to the others above, what the product is below."""

from html import escape

from ui.html.addresses import ASK, EXCERPTS, HELP, LIBRARY

PLACES = {"Ask": ASK, "Excerpts": EXCERPTS, "Library": LIBRARY, "Help": HELP}
_COUNT = ' <span class="count" data-basket-count hidden></span>'
_SCRIPTS = {"Excerpts": "excerpts.js", "Library": "library.js", "": "sign-in.js"}

HEAD = """
<meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="/look/base.css">
<script type="module" src="/look/basket.js"></script>
"""


def header(here: str, skip: str, skip_to: str) -> str:
    """The header, with the place one is in marked; the first link jumps over it. No place, no ways."""
    links = "".join(
        f'<li><a href="{address}"{" aria-current=page" if name == here else ""}>{name}'
        f"{_COUNT if name == 'Excerpts' else ''}</a></li>"
        for name, address in PLACES.items()
    )
    ways = f'<nav aria-label="Places"><ul>{links}</ul></nav>' if here else ""
    return (
        f'<a class="skip" href="#{skip_to}">{skip}</a>'
        f'<header class="site"><a class="brand" href="{ASK}">Evenhand</a>{ways}</header>'
    )


def footer(documents: int) -> str:
    """What the product is, in two sentences."""
    return (
        f'<footer class="footer"><p>Evenhand quotes {documents} documents word for word, and says so when they do not '
        "answer. It gives no legal advice. Questions are not stored, except with feedback that you send.</p></footer>"
    )


def plain_page(here: str, title: str, body: str, documents: int) -> str:
    """The whole HTML of a place that needs no Gradio; `body` begins with its h1."""
    script = f'<script type="module" src="/look/{_SCRIPTS[here]}"></script>' if here in _SCRIPTS else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} – Evenhand</title><link rel="icon" href="/look/icon.svg">{HEAD}'
        f'<link rel="stylesheet" href="/look/pages.css">{script}</head>'
        f'<body><div id="place">{header(here, "Go to the text", "text")}'
        f'<main id="text" tabindex="-1">{body}</main>{footer(documents)}</div></body></html>'
    )
