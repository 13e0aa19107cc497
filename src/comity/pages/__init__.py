"""Pages: what was read, and the article in it.

`read` gives pages from files, folders, archives and feeds; `clean` makes documents of them.
"""

from comity.pages.document import Dater, Dating, clean

__all__ = ["Dater", "Dating", "clean"]
