"""A passage that a sentence may cite, and the texts that it is checked against."""

import re
from dataclasses import dataclass

from corpus.document import Document, Passage, Sentence

# The number of a heading, with the words it counts: "3. ", "Case study 5: ", "Step 2. ".
_HEADING_NUMBER = re.compile(r"^(?:[^\W\d_]+ ){0,3}\d+[.:] ")


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a sentence may cite, with its document."""

    passage: Passage
    document: Document


def words_of(sentence: Sentence) -> str:
    """A sentence, after the words that lead into its list."""
    return f"{sentence.lead} {sentence.text}".strip()


def lead_ins_of(passage: Passage) -> list[str]:
    """The words that lead into a passage's lists and that stand outside the passage, each once."""
    leads = dict.fromkeys(sentence.lead for sentence in passage.sentences)
    return [lead for lead in leads if lead and lead not in passage.text]


def text_of(source: Source) -> str:
    """A passage below its heading and the lead-ins of its lists.

    The heading's own number is left out: that a section is the fifth is not something that the passage says.
    """
    heading = _HEADING_NUMBER.sub("", source.passage.section[-1])
    return "\n".join([heading, *lead_ins_of(source.passage), source.passage.text])


def text_around(source: Source) -> str:
    """A passage below everything that says where it is from: its headings, and its document's title, maker and id."""
    document = source.document
    origin = [*source.passage.section, document.title, document.publisher, document.author, document.period]
    return "\n".join([*(part for part in origin if part), document.id.replace("-", " ").title(), text_of(source)])
