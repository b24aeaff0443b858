"""What the properties of a Word file may say of it."""

from corpus.importing.word import read_word

CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def stated(word, text: str, core: str = "", extended: str = "", custom: str = ""):
    relations = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="docProps/{name}.xml"/>'
        for name, kind in (
            ("core", CORE),
            ("app", f"{KINDS}/extended-properties"),
            ("custom", f"{KINDS}/custom-properties"),
        )
    )
    files = {
        "_rels/.rels": f"<Relationships>{relations}</Relationships>",
        "word/document.xml": f"<document><body><p><r><t>{text}</t></r></p></body></document>",
        "docProps/core.xml": f"<coreProperties>{core}</coreProperties>",
        "docProps/app.xml": f"<Properties>{extended}</Properties>",
        "docProps/custom.xml": f"<Properties>{custom}</Properties>",
    }
    return read_word(word.archive(files)).stated


def test_a_title_and_a_company_count_if_the_text_names_them(word):
    properties = {"core": "<title>Key policy</title>", "extended": "<Company>Oak House</Company>"}
    named = stated(word, "Key policy of Oak House", **properties)
    assert (named.title, named.publisher) == ("Key policy", "Oak House")
    strange = stated(word, "Night duty", **properties)
    assert (strange.title, strange.publisher) == (None, None)


def test_programs_are_no_authors(word):
    assert stated(word, "Keys", core="<creator>python-docx</creator>").author is None
    assert stated(word, "Keys", core="<creator>Ann Lee</creator>").author == "Ann Lee"


def test_when_a_file_was_saved_is_not_when_it_was_published(word):
    assert stated(word, "Keys", core="<created>2024-03-01T10:00:00Z</created>").published is None


def test_custom_properties_that_say_what_we_ask_count(word):
    custom = (
        '<property name="Version Number"><lpwstr>3.1</lpwstr></property>'
        '<property name="Review Date"><filetime>2026-03-01T00:00:00Z</filetime></property>'
        '<property name="ContentTypeId"><lpwstr>0x0101</lpwstr></property>'
    )
    found = stated(word, "Keys", custom=custom)
    assert (found.version, found.review_due) == ("3.1", "2026-03-01")
