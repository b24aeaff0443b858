"""Who has signed in is known by a signed cookie, which holds after a restart and on another replica with its secret.

The package itsdangerous is confined to this file.
"""

import hashlib
import hmac
import time
from collections.abc import Callable

from ui.serve.access import Credentials

# A working day with room at both ends; it is not prolonged, so that a stolen cookie ends too.
HOURS = 12
# Seconds that the clock of another replica may be ahead.
_AHEAD = 300


class Sessions:
    """Makes the cookies of those who have signed in, and reads them.

    Nothing is kept on the server, so a single session cannot be ended here: it ends after twelve hours, with another
    password for its name, and with another secret.
    """

    def __init__(self, secret: str, now: Callable[[], float] = time.time) -> None:
        from itsdangerous import URLSafeTimedSerializer

        self._secret, self._now = secret.encode(), now
        self._serializer = URLSafeTimedSerializer(
            self._secret, salt="evenhand session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        # Browsers keep cookies by the name of a machine, without the port: two servers on one must not share a name.
        self.cookie = f"evenhand-session-{self._digest('cookie')[:8]}"

    def begin(self, name: str, credentials: Credentials) -> str:
        """What the cookie of somebody holds who has just signed in."""
        return self._serializer.dumps([name, self._digest(credentials.passwords[name])])

    def name_of(self, cookie: str, credentials: Credentials) -> str | None:
        """Who the cookie was made for; None where it is not ours, too old, or from before the password changed."""
        from itsdangerous import BadData

        try:
            (name, password), begun = self._serializer.loads(cookie, return_timestamp=True)
        except BadData:
            return None
        age = self._now() - begun.timestamp()
        stored = credentials.passwords.get(name)
        if stored is None or not -_AHEAD <= age <= HOURS * 3600:
            return None
        return str(name) if hmac.compare_digest(password, self._digest(stored)) else None

    def _digest(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()[:32]
