"""The look of the page: Gradio's theme with system fonts, and the files that are the page's own."""

from pathlib import Path

import gradio as gr

ICON = Path(__file__).parent / "icon.svg"
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"]


def theme() -> gr.themes.Base:
    """One calm theme; nothing of it is fetched from elsewhere."""
    return gr.themes.Base(
        primary_hue="teal", neutral_hue="stone", font=_FONTS, font_mono=["ui-monospace", "monospace"]
    ).set(
        body_background_fill="#faf9f6",
        body_background_fill_dark="#15191b",
        body_text_color="#1d2629",
        body_text_color_dark="#e6e9e8",
        input_placeholder_color="#5b666b",
        input_placeholder_color_dark="#a3aeb1",
    )


def head() -> str:
    """The style sheet as an element of the page's head: given as `css`, Gradio would rewrite its selectors."""
    return f"<style>{_beside('page.css')}</style>"


def script() -> str:
    """What runs in the browser beside Gradio's own code: links within the page, the way to a new answer, printing."""
    return _beside("page.js")


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
