"""What Evenhand says of itself, in plain words and true to the settings it runs with."""

from dataclasses import dataclass

_RUNS = "whoever runs Evenhand in your organisation"


@dataclass(frozen=True, slots=True)
class Running:
    """How Evenhand runs: with which language model, "" without one, and whether it saves what people say of answers."""

    model: str = ""
    feedback: bool = False


def of_itself(kind: str, running: Running) -> str:
    """What is said to a question of this kind, as Markdown; "" for a kind that has no words of its own."""
    with_model, with_feedback = _WITH_MODEL.get(kind, ""), _WITH_FEEDBACK.get(kind, "")
    words = _WITHOUT_MODEL.get(kind, "") if not running.model else with_model.format(model=running.model)
    parts = (words, _ALWAYS.get(kind, ""), with_feedback if running.feedback else "")
    return " ".join(part for part in parts if part)


_ALWAYS = {
    "maker": (
        "It is free, open software, and whoever set it up here looks after it. It does not speak for the Care Quality "
        "Commission, the NHS or the government."
    ),
    "machine": (
        "It searches its documents for the passages nearest to your question, judges whether they answer it, and says "
        "so if they do not. It does not search the internet."
    ),
    "official": (
        "Evenhand is not an official service. It does not speak for the Care Quality Commission, the NHS or the "
        "government, and using it does not count towards a rating. What it quotes may be official: each source says "
        "who published it."
    ),
    "cost": (
        "Evenhand itself is free, open software under the Apache License 2.0. There is no charge for questions, people "
        "or documents, and there are no advertisements. Your organisation provides the computer that runs it."
    ),
    "privacy": (
        "Evenhand does not store your questions and answers or write them to its log, and it learns nothing from them. "
        "On the page, the conversation stays in this browser tab until you start a new one or close the "
        "tab. A question needs nobody’s name: leave out whatever would tell who a person is."
    ),
    "trust": (
        "Read the source before you rely on it, and name the document, not Evenhand, as your evidence. Evenhand may "
        "quote a passage that is beside the point, leave out a part, or miss that the library has no answer. Notes say "
        f"where a document is dated. If an answer is wrong, ask in other words, and tell {_RUNS}."
    ),
    "legal": (
        "Evenhand gives no legal advice, is no lawyer, and decides nothing about anybody’s care. It quotes guidance, "
        "which may have been overtaken. For a case of your own, ask your organisation’s legal adviser."
    ),
    "use": (
        "Type a question in your own words. It may be short or misspelt, and you can ask a follow-up, such as “and in "
        "social care?”. The direct answer comes first. Its numbers lead to the sources, where the quoted words are "
        "marked and you can read on. “Filters” narrows the search to some documents. Evenhand works without the "
        "internet, and its page works on a phone too. “Help” on the page says more; in a terminal, `evenhand --help` "
        "does."
    ),
    "writing": (
        "Evenhand does not write policies, letters, plans or slides. It quotes what its documents say, so that you can "
        "write with their words before you: under “Excerpts” you can gather every passage on a topic, add notes, and "
        "save them as a Word document."
    ),
    "adding": (
        "Whoever looks after the library can add documents of your own, under “Library › Add a document” on the page "
        "or with `evenhand library add FILE`: PDF, Word, OpenDocument, rich text, HTML, Markdown and text files. They "
        "can be asked at once, and replaced or removed later. They stay on the computer that runs Evenhand, where "
        "everybody who may use it can read them. Evenhand finds and quotes what a document says; it does not check "
        "whether it is right."
    ),
    "saving": (
        "Add the passages you want to your excerpts. Under “Excerpts” you can put them in order, add notes, and copy "
        "them or save them as a Word document, Markdown, CSV or JSON, each with its full reference. The page can also "
        "be printed, or saved as a PDF by your browser’s print command. Nothing is sent by email. The documents belong "
        "to their publishers, so give the reference when you quote them."
    ),
    "contact": (
        f"Nobody answers here: Evenhand is a program, without a helpline. Tell {_RUNS} if something does not work, if "
        "an answer is wrong, or if a document should be added."
    ),
    "thanks": "You are welcome.",
    "bye": "Goodbye.",
    "puzzled": (
        "Sorry that this did not help. Evenhand can only quote what its documents say. Try other words, or ask one "
        f"thing at a time. If the page itself does not work, tell {_RUNS}."
    ),
}

_WITHOUT_MODEL = {
    "maker": "This is Evenhand: a program, not a person. It quotes the documents of its library word for word.",
    "machine": (
        "Evenhand is a program, not a person. It is not ChatGPT or anything like it: small language models on this "
        "computer help it to find and judge passages, and its answers are quotations, not an AI’s words."
    ),
    "privacy": "What you type does not leave the computer that runs Evenhand, and nobody is told what you ask.",
    "trust": "Every sentence of an answer is a quotation, letter for letter, with its source.",
}

_WITH_MODEL = {
    "maker": "This is Evenhand: a program, not a person. It answers from the documents of its library.",
    "machine": (
        "Evenhand is a program, not a person. Here a language model, {model}, writes its answers from passages of the "
        "library. A sentence is shown only if its sources support it."
    ),
    "cost": "The language model that is connected here, {model}, may cost your organisation something.",
    "privacy": (
        "Your questions, with passages that may answer them, are given to the language model that has been connected "
        f"here, {{model}}. Ask {_RUNS} where that model runs and what it keeps."
    ),
    "trust": (
        "A language model, {model}, writes the answers here. A sentence is shown only if its sources support it, and "
        "where none does you see quotations."
    ),
}

_WITH_FEEDBACK = {
    "privacy": "What you send with “Helpful” or “Not helpful” is saved, with the question.",
    "contact": "You can also say under an answer whether it was helpful.",
}
