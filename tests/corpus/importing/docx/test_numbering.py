"""Numbers as Word shows them."""

from corpus.importing.docx.numbering import Numbering
from corpus.importing.tree import parsed_xml


def numbers(levels: str, calls: list[int], more: str = "") -> list[str]:
    xml = (
        f'<numbering><abstractNum abstractNumId="0">{levels}</abstractNum>'
        f'<num numId="1"><abstractNumId val="0"/>{more}</num></numbering>'
    )
    numbering = Numbering(parsed_xml(xml.encode(), "numbering.xml"))
    found = (numbering.next("1", level, "") for level in calls)
    return [one.mark.number if one and one.mark else "" for one in found]


def level(number: int, form: str, shown: str, more: str = "", start: int = 1) -> str:
    inner = f'<start val="{start}"/><numFmt val="{form}"/><lvlText val="{shown}"/>'
    return f'<lvl ilvl="{number}">{inner}{more}</lvl>'


def test_deeper_levels_begin_anew_under_each_higher_one():
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)")
    assert numbers(levels, [0, 1, 1, 0, 1]) == ["1.", "(a)", "(b)", "2.", "(a)"]


def test_a_level_may_count_on():
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<lvlRestart val="0"/>')
    assert numbers(levels, [0, 1, 0, 1]) == ["1.", "1)", "2.", "2)"]


def test_forms_of_numbers():
    for form, count, shown in [
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 28, "BB"),
        ("decimalZero", 7, "07"),
        ("ordinal", 22, "22nd"),
    ]:
        assert numbers(level(0, form, "%1", start=count), [0]) == [shown]


def test_legal_numbers_write_all_levels_as_figures():
    levels = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<isLgl/>")
    assert numbers(levels, [0, 1]) == ["I", "1.1"]


def test_a_level_that_nothing_was_counted_on_shows_its_start():
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")
    assert numbers(levels, [1, 1]) == ["1.1", "1.2"]


def test_words_around_a_number_are_shown():
    assert numbers(level(0, "decimal", "Section %1:"), [0, 0]) == ["Section 1:", "Section 2:"]


def test_an_override_starts_where_it_says():
    more = '<lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride>'
    assert numbers(level(0, "decimal", "%1."), [0, 0], more) == ["5.", "6."]
