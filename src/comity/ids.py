"""Content hashes: the same content has the same id, on every machine and in every run."""

from hashlib import blake2b

ID_BYTES = 8


def of_bytes(data: bytes) -> str:
    """Sixteen hexadecimal digits that stand for these bytes."""
    return blake2b(data, digest_size=ID_BYTES).hexdigest()


def of_parts(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for these parts, in this order.

    >>> of_parts("a", "bc") == of_parts("ab", "c")
    False
    """
    digest = blake2b(digest_size=ID_BYTES)
    for part in parts:
        encoded = str(part).encode()
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()
