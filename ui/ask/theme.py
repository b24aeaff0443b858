"""The look of the page that Gradio draws: a theme with system fonts, and the page's icon."""

from pathlib import Path

import gradio as gr

LOOK = Path(__file__).parents[1] / "look"
ICON = LOOK / "icon.svg"
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"]


def theme() -> gr.themes.Base:
    """A calm theme that fetches nothing from elsewhere."""
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
