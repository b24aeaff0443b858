"""What websites of all makes say around their texts."""

import re

# Buttons and links that stand alone.
COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
SIGN = re.compile(
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation)|skip navigation|(?:back|return|scroll) to (?:the )?top"
    r"|print this page|share this(?: page| article)?|(?:hide|dismiss) this message|navigation menu|search"
    r"|(?:show |hide |toggle |open |close |main )?(?:the )?(?:menu|navigation|search)|search(?: [\w.]+| this site)"
    r"|.{1,40} →|close|[×✕☰]|sign in|log ?in|register|subscribe|you are here:?|breadcrumbs?|home",
    re.IGNORECASE,
)
# Headings and lines with which a page ends after its text.
ENDING = re.compile(
    r"(?:is|was|did you find) this (?:page|article|information)\b.{0,30}(?:useful|helpful)\??|explore the topic"
    r"|related (?:content|pages?|links|articles|topics|information|guidance|documents)|sign up (?:to|for) .*"
    r"|you (?:may|might) also (?:like|be interested in).*|help us improve.*|give (?:us )?(?:your )?feedback.*"
    r"|report (?:a|any) problems?.*|support links|site ?map|follow us.*|share this.*|subscribe (?:to|for) .*"
    r"|(?:latest|recent) (?:news|posts|articles)|more from .*|footer(?: links| menu)?|connect with us|newsletter.*"
    r"|quick links|popular (?:pages|links|topics)|services and information|departments and policy"
    r"|cookies? (?:policy|settings)|leave a (?:reply|comment)|see also",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"(?:table of )?contents|(?:on|in) this (?:page|article|guide|section)", re.IGNORECASE)
RIGHTS = re.compile(r"©|\(c\) \d{4}|\ball rights reserved\b", re.IGNORECASE)
