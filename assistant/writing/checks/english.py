"""Whether a text is English."""

import re

_SMALL_ENGLISH = """
    the of and to in a is for that are with as on by be this or from it can which their at an was were has have who
    its not should they must people than more may will also into when
"""
_SMALL_OTHER = """
    le la les des et est que pour dans une un du en il sont avec der die das und ist nicht mit für ein eine zu den
    von el los las y es por para con del una no se son che di e per non gli della o um uma os não com na het een
    van te dat zijn op och att det som är av på i og er ikke jest nie do się z w że
"""
_ENGLISH = frozenset(_SMALL_ENGLISH.split())
_OTHERS = frozenset(_SMALL_OTHER.split()) - _ENGLISH
# A text of more words than these has a small English word in it if it is English.
_SHORT = 6
# An English text may have a borrowed word or a foreign name in it, but not one letter in ten with an accent.
_ACCENTED = 0.1


def is_english(text: str) -> bool:
    """Whether a text is in the Latin script and has at least as many small words of English as of other languages."""
    letters = [character for character in text if character.isalpha()]
    if sum(not character.isascii() for character in letters) > _ACCENTED * len(letters):
        return False
    words = re.findall(r"[^\W\d_]+", text.lower())
    english, others = (sum(word in known for word in words) for known in (_ENGLISH, _OTHERS))
    return english >= others and (english > 0 or len(words) <= _SHORT)
