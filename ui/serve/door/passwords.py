"""Passwords are kept hashed (argon2id), and compared with what was typed; argon2 is confined to this file."""

import unicodedata

# Most characters of a name and of a password: hashing more would let anybody keep a core busy.
LONGEST_NAME, LONGEST = 100, 1000
_KIND = "$argon2id$"
# What hashing costs, in KiB, rounds and lanes: what OWASP's Password Storage Cheat Sheet names. The package's own
# choice takes five times as long, which people would wait for where all cores are busy with answers.
_MEMORY, _ROUNDS, _LANES = 19_456, 2, 1
# Fewest bytes of a hash that was not cut short.
_SHORTEST = 16


def hashed(password: str) -> str:
    """What is stored of a password; each time another, since it holds a salt."""
    from argon2 import PasswordHasher

    return PasswordHasher(_ROUNDS, _MEMORY, _LANES).hash(composed(password))


def is_hash(text: str) -> bool:
    """Whether this can be what is stored of a password."""
    from argon2 import extract_parameters
    from argon2.exceptions import InvalidHashError

    try:
        return text.startswith(_KIND) and extract_parameters(text).hash_len >= _SHORTEST
    except InvalidHashError:
        return False


def is_password(stored: str, password: str) -> bool:
    """Whether this is the password of which `stored` is stored; it takes a few hundredths of a second and 19 MB."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return len(password) <= LONGEST and PasswordHasher().verify(stored, composed(password))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def composed(text: str) -> str:
    """A name or password in one form (NFC), whichever way a keyboard composes its letters, as RFC 8265 says."""
    return unicodedata.normalize("NFC", text)
