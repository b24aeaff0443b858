import pytest

from corpus.importing.draft import Heading, Item, ListPart, Paragraph, Table
from corpus.importing.reporting.english import other_language

ENGLISH = Paragraph("The manager must keep a record of each complaint, and tell the family what the review found.")
WELSH = Paragraph(
    "Mae'r polisi hwn yn nodi sut y byddwn yn hyrwyddo cydraddoldeb ac yn dileu gwahaniaethu yn ein gwaith."
)
GERMAN = Paragraph("Die Leitung muss jede Beschwerde aufschreiben und der Familie sagen, was die Prüfung ergeben hat.")
ARABIC = Paragraph("يجب على المدير أن يحتفظ بسجل لكل شكوى وأن يخبر الأسرة بما توصلت إليه المراجعة في كل حالة")


def test_english_gets_no_warning() -> None:
    names = ListPart(tuple(Item(name) for name in ("Equality Act 2010", "Human Rights Act 1998", "Care Act 2014")))

    assert other_language([Heading(1, "Complaints policy"), ENGLISH, names]) is None


@pytest.mark.parametrize("text", [WELSH, GERMAN, ARABIC])
def test_another_language_gets_a_warning(text: Paragraph) -> None:
    assert other_language([text]) == (
        "The text seems to be in another language than English. Questions are understood in English only."
    )


def test_a_part_in_another_language_gets_a_warning() -> None:
    warning = other_language([ENGLISH, WELSH])

    assert warning is not None
    assert warning.startswith("A part of the text seems")


def test_one_quotation_in_another_language_gets_none() -> None:
    assert other_language([ENGLISH] * 9 + [GERMAN]) is None


def test_names_and_figures_say_nothing() -> None:
    assert other_language([Table((("Ward", "Beds"), ("Ash", "12"))), Paragraph("Ward 3, Mill Lane, Norwich")]) is None
