import pytest

from corpus.importing.pdf.properties import stated_from_properties


@pytest.mark.parametrize("title", ["Rest between shifts", "Leave", "Safeguarding adults: policy and procedure (v2.1)"])
def test_a_title_is_stated(title: str) -> None:
    assert stated_from_properties({"Title": f" {title} "}).title == title


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Microsoft Word - Leave policy v3.doc",
        "Leave policy.docx",
        "Untitled document",
        "(anonymous)",
        "Document1",
        "PowerPoint Presentation",
        "HR_leave_final",
        "C:\\Users\\me\\leave",
        "123",
    ],
)
def test_what_a_program_filled_in_is_no_title(title: str) -> None:
    assert stated_from_properties({"Title": title}).title is None


@pytest.mark.parametrize("author", ["", "Admin", "python-docx", "(anonymous)", "Microsoft Office User", "user"])
def test_what_a_program_filled_in_is_no_author(author: str) -> None:
    assert stated_from_properties({"Author": author}).author is None


def test_the_day_a_file_was_made_is_not_when_it_was_published() -> None:
    stated = stated_from_properties({"Author": "Anne Owner", "CreationDate": "D:20230208113223+00'00'"})

    assert stated.author == "Anne Owner"
    assert stated.published is None
