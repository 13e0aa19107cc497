"""The publication date of a page: stated by it, or inferred from what it says."""

from comity.pages.dating.dater import Dater, Dating

__all__ = ["Dater", "Dating"]
