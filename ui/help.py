"""The help page: what this is and is not, how answers are made, limits, privacy, accessibility, abbreviations."""

from html import escape

from corpus.library import load_glossary
from ui.addresses import EXCERPTS, LIBRARY
from ui.passages import Library

_BODY = """
<h1>Help</h1>
<nav aria-label="On this page"><ul class="contents">
  <li><a href="#what">What it is, and what it is not</a></li><li><a href="#use">Using it</a></li>
  <li><a href="#answers">How answers are made</a></li><li><a href="#limits">Limits</a></li>
  <li><a href="#privacy">Privacy</a></li><li><a href="#accessibility">Accessibility</a></li>
  <li><a href="#abbreviations">Abbreviations</a></li></ul></nav>

<section><h2 id="what">What it is, and what it is not</h2>
<p>Evenhand answers questions about equality and human rights in health and social care from {count} documents, in
their exact words, and shows behind every sentence the passage it comes from.</p>
<p>It is not legal advice, not a decision about anybody’s care, and not a substitute for the current guidance of a
regulator. It knows nothing but its <a href="{library}">library</a>.</p></section>

<section><h2 id="use">Using it</h2>
<dl>
<dt>Ask</dt><dd>Type a question in your own words; short ones and misspelt ones will do. The direct answer stands first.
The numbers lead to the sources, where the words quoted are marked. A question can follow up the one before (“and in
social care?”). “Edit” takes a question, and what came after it, back into the box. Under “Filters” you choose documents,
voices and ages.</dd>
<dt>Excerpts</dt><dd>Type a <a href="{excerpts}">topic</a> to see every passage about it. Tick those you want; put them in
order, add notes, and take them away as a Word document, Markdown, CSV or JSON, or copy them. Each comes with its full
reference.</dd>
<dt>Library</dt><dd>Read the documents, find words in them, and link to any section or passage.</dd>
<dt>Keyboard</dt><dd>Everything works with Tab, Shift+Tab, Enter and Space. Enter asks the question; Shift+Enter begins
a new line. The first Tab on each page offers a link past the header.</dd>
</dl></section>

<section><h2 id="answers">How answers are made</h2>
<ol>
<li>Misspelt words are put right, and a follow-up is completed from the conversation. “Searched for” says what came
of it when that differs from what you typed.</li>
<li>The passages nearest to the question are found, by meaning and by words.</li>
<li>It is judged whether they answer the question. When they do not, you are told so, and the nearest passages are shown
as just that.</li>
<li>The sentences or the list that answer are quoted, letter for letter. The only words of our own are short ones such as
“A reader commented:”. Should your organisation have connected a language model, the heading of an answer says so.</li>
<li>Notes say when a document is dated, when something it names has changed since, and when a reader’s comment is
quoted, which is one person’s view and not guidance.</li>
</ol></section>

<section><h2 id="limits">Limits</h2>
<ul>
<li>It quotes; it does not reason, add up, compare or advise.</li>
<li>It cannot always tell that the library does not answer. A question that rests on a mistake, or is close to what a
document says without being answered there, may get a passage on the subject. Read the quotation before you rely
on it.</li>
<li>A question whose answer lies in three or more places may be answered in part.</li>
<li>Two of the documents are dated, and one is a record of 2012 and 2013. The notes say what is known to have changed,
not everything that has.</li>
</ul></section>

<section><h2 id="privacy">Privacy</h2>
<ul>
<li>Nothing you type leaves the computer that runs Evenhand, unless whoever runs it has connected a language model
elsewhere; ask them.</li>
<li>Questions and answers are not stored there, and not written to its log. If feedback is switched on, what you send
with “Helpful” or “Not helpful” is kept, and the page says so where you send it.</li>
<li>Your conversation is kept in this browser tab, so that it is still there when you come back from the library; it
goes when you begin a new conversation or close the tab. Your excerpts and notes are kept in this browser until you
remove them. On a shared computer, remove them before you leave.</li>
<li>A link to a question holds the question; the address of a search for excerpts holds its topic. Whoever you send
the link to can read it.</li>
</ul></section>

<section><h2 id="accessibility">Accessibility</h2>
<p>We want everybody to be able to use this, and aim at the Web Content Accessibility Guidelines 2.2, level AA.</p>
<h3>What was tested, and how</h3>
<ul>
<li>Automatic tests in a real browser (Chromium, with the axe engine) find no fault in any place: before and after an
answer, on a refusal, with every fold open, in light and dark, at 320 pixels’ width (which is 400 % zoom on a common
screen).</li>
<li>The tests also walk through the main tasks by keyboard alone, check that what has the focus is visible and not
covered, that targets have at least 24 pixels, that no page scrolls sideways, and that text of visitors and documents is
shown as text.</li>
<li>Colours of the system’s high-contrast modes and the setting for less motion are respected.</li>
</ul>
<h3>What was not tested</h3>
<ul>
<li>No person who relies on assistive technology has tried it yet, and no screen reader, voice control or
magnifier was used in testing. Other browsers than Chromium were not tested.</li>
<li>The documents’ own words are shown as they are; some are long and technical, and there is no Easy Read
version.</li>
</ul>
<p>If something here is a barrier to you, tell the person in your organisation who runs Evenhand. They can give you any
answer or document in another format: everything can be taken away as a Word document or as plain text.</p></section>

<section><h2 id="abbreviations">Abbreviations</h2>
<p>Abbreviations of the documents. Those with a star are spelt out from general knowledge, not by the documents.</p>
<dl class="glossary">{abbreviations}</dl></section>
"""


def help_html(library: Library) -> str:
    """The whole help page. Raises CorpusError when the glossary is malformed."""
    entries = sorted(load_glossary(), key=lambda entry: entry.forms[0].casefold())
    abbreviations = "".join(
        f"<div><dt>{escape(', '.join(entry.forms))}</dt>"
        f"<dd>{escape(entry.expansion)}{'' if entry.stated else ' <span>*</span>'}</dd></div>"
        for entry in entries
    )
    return _BODY.format(
        count=len(library.documents), library=LIBRARY, excerpts=EXCERPTS, abbreviations=abbreviations
    )
