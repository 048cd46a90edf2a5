"""How a clause begins that names who told what it says, or by what it is reckoned: 另据新华社, 根据海关统计, 按照协议."""

from __future__ import annotations

import re

#: what may stand before 据: 另据, 但据, 此外据
ALSO = "(?:另外?|又|而|但|综合|此外)?"
#: 据警方, 另根据海关: who tells; not 据此, 据悉, 据守 and 据了解, which name nobody (据了解情况的官员 does)
ACCORDING = re.compile(rf"{ALSO}根?据(?![此悉说称点守]|了(?!解情况))")
#: 按照协议, 依据统计: the same, and by what is done or reckoned
BASIS = rf"{ALSO}(?:根?据|依据|按照?|依照?)"
