"""The characters of web pages in the encodings that they come in."""

import pytest

from corpus.importing.html.characters import decoded

TEXT = "<p>Ann’s keys – £9</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_and_plain_unicode(encoding):
    assert decoded(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("named", ["windows-1252", "iso-8859-1", "no-such-encoding"])
def test_western_pages_are_read_as_browsers_read_them(named):
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={named}">{TEXT}'
    assert decoded(page.encode("windows-1252")) == page


def test_western_pages_that_name_nothing():
    assert decoded(TEXT.encode("windows-1252")) == TEXT


def test_a_named_encoding_counts():
    page = '<meta charset="windows-1251"><p>ключ</p>'
    assert decoded(page.encode("windows-1251")) == page
