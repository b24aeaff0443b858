"""Numbers as Word shows them."""

from corpus.importing.docx.numbering import Numbering
from corpus.importing.tree import parsed_xml


def numbers(levels: str, calls: list[int], more: str = "") -> list[str]:
    xml = (
        f'<numbering><abstractNum abstractNumId="0">{levels}</abstractNum>'
        f'<num numId="1"><abstractNumId val="0"/>{more}</num></numbering>'
    )
    numbering = Numbering(parsed_xml(xml.encode(), "numbering.xml"))
    found = (numbering.next("1", level) for level in calls)
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


def test_a_level_that_was_passed_over_counts_as_begun():
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")
    assert numbers(levels, [1, 2, 0, 2, 1, 2]) == ["1.1", "1.1.1", "2", "2.1.1", "2.2", "2.2.1"]


def test_levels_that_are_not_shown_count_too():
    levels = level(0, "none", "") + level(1, "decimal", "%2.") + level(2, "decimal", "%2.%3")
    assert numbers(levels, [0, 1, 2, 2, 1, 2, 0, 1]) == ["", "1.", "1.1", "1.2", "2.", "2.1", "", "1."]


def test_a_level_may_begin_anew_under_a_much_higher_one_only():
    deepest = level(2, "decimal", "%3)", '<lvlRestart val="1"/>')
    levels = level(0, "upperLetter", "%1") + level(1, "decimal", "%2") + deepest
    assert numbers(levels, [0, 1, 2, 1, 2, 0, 1, 2]) == ["A", "1", "1)", "2", "2)", "B", "1", "1)"]


def numberings(xml: str, calls: list[tuple[str, int]]) -> list[str]:
    """The numbers of paragraphs, each the id of its numbering and a level."""
    numbering = Numbering(parsed_xml(f"<numbering>{xml}</numbering>".encode(), "numbering.xml"))
    found = (numbering.next(identity, level) for identity, level in calls)
    return [one.mark.number if one and one.mark else "" for one in found]


CLAUSES = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")


def test_numberings_of_one_scheme_count_together():
    xml = f'<abstractNum abstractNumId="7">{CLAUSES}</abstractNum>' + "".join(
        f'<num numId="{number}"><abstractNumId val="7"/></num>' for number in (1, 2)
    )
    calls = [("1", 0), ("1", 1), ("2", 1), ("2", 0), ("1", 1)]
    assert numberings(xml, calls) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_numbering_that_begins_anew_does_so_once():
    override = '<lvlOverride ilvl="1"><startOverride val="1"/></lvlOverride>'
    xml = f'<abstractNum abstractNumId="7">{CLAUSES}</abstractNum><num numId="1"><abstractNumId val="7"/></num>'
    xml += f'<num numId="2"><abstractNumId val="7"/>{override}</num>'
    calls = [("1", 0), ("1", 1), ("2", 1), ("2", 1), ("1", 1)]
    assert numberings(xml, calls) == ["1", "1.1", "1.1", "1.2", "1.3"]


def test_words_around_a_number_are_shown():
    assert numbers(level(0, "decimal", "Section %1:"), [0, 0]) == ["Section 1:", "Section 2:"]


def test_an_override_starts_where_it_says():
    more = '<lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride>'
    assert numbers(level(0, "decimal", "%1."), [0, 0], more) == ["5.", "6."]
