"""Parties: which states a noun phrase names, by its own words, its modifiers, or what was said before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.records import Party, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from comity.actors import Gazetteer, Sighting
    from comity.coding.discourse import Discourse

_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves", "theirs"})
_PERSONAL = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
_SPEAKERS = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
_SIDES = frozenset(
    "side country nation state government neighbor neighbour minister leader president party capital chief rival "
    "official delegation diplomat people ally power military army counterpart premier".split()
)
_COUNTRY = frozenset({"country", "nation", "kingdom", "republic", "island", "government", "state"})
_ALLIANCE = frozenset({"bloc", "alliance", "union", "commission", "organisation", "organization", "grouping"})
_OFFICE = frozenset(
    "minister president spokesman spokeswoman spokesperson premier chancellor leader ambassador secretary envoy "
    "diplomat chief king".split()
)
_LED = frozenset("lead head chair fire launch operate fly command run own send deploy station back".split())
_MISSIONS = frozenset("embassy consulate mission ambassador consul envoy".split())  # "in X": X is their host
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_MUTUAL = frozenset({"bilateral", "mutual", "reciprocal", "joint", "two-way"})
_COUNTERPART = frozenset({"counterpart", "neighbor", "neighbour", "rival", "colleague"})
# Prepositions inside a noun phrase through which it still speaks of a party, nearest first.
_INSIDE = tuple(
    "of from between with against on to for in at into around toward towards over by about among near off "
    "along opposite inside outside facing across".split()
)
_SOURCE = ("of", "from", "in", "between", "among", "at", "to")  # for whoever acts: "officials from Kenya"


class Parties:
    """Finds the parties of the noun phrases of one parsed text that starts at `base` in its document."""

    def __init__(self, doc: Doc, base: int, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self._base = base
        self._discourse = discourse
        self._gazetteer = gazetteer
        self._at: dict[int, Sighting] = {}
        self._excluded: frozenset[str] = frozenset()
        self.speaker: tuple[Party, ...] = ()  # who is being quoted in the sentence at hand
        length = len(doc.text)
        for sighting in discourse.sightings:
            start, end = sighting.span.start - base, sighting.span.end - base
            if start < 0 or end > length:
                continue
            covered = doc.char_span(start, end, alignment_mode="expand")
            for token in covered if covered is not None else ():
                self._at[token.i] = sighting

    def any_in(self, tokens: Iterable[Token]) -> bool:
        """Is a state named by any of these words?"""
        return any(token.i in self._at for token in tokens)

    def sighting(self, token: Token) -> Sighting | None:
        """What the gazetteer saw at this word."""
        return self._at.get(token.i)

    def acting(self, heads: Iterable[Token], *, excluding: frozenset[str] = frozenset()) -> tuple[Party, ...]:
        """Who acts: only what the phrase itself, its modifiers, or its "of" and "from" name.

        A pronoun stands for nobody of `excluding`: whom an act is done to is somebody else.
        """
        self._excluded = excluding
        found = _distinct(party for head in heads for party in self._phrase(head, _SOURCE, deep=False))
        self._excluded = frozenset()
        return found

    def affected(self, heads: Iterable[Token]) -> tuple[Party, ...]:
        """Whom it is done to: whatever the phrase names, nearest first."""
        return _distinct(party for head in heads for party in self._phrase(head, _INSIDE, deep=True))

    def modifiers(self, noun: Token) -> tuple[Party, ...]:
        """Who stands before the noun: "Russia's", "Japanese", "Japan-Russia"."""
        return _distinct(self._named_before(noun))

    def _phrase(
        self, head: Token, prepositions: tuple[str, ...], *, deep: bool, level: int = 0
    ) -> list[Party]:
        if level > 5:
            return []
        found: list[Party] = []
        for token in grammar.with_conjuncts(head):
            own = self._token(token, prepositions, deep=deep, level=level)
            if not own and token is not head:
                continue
            found += own
        return found

    def _token(self, token: Token, prepositions: tuple[str, ...], *, deep: bool, level: int) -> list[Party]:
        sighting = self._at.get(token.i)
        if sighting is not None and (sighting.kind != "place" or _stands_for_government(token, sighting)):
            return [self._seen(sighting), *self._listed_beside(token, sighting, level)]
        if referred := self._referred(token):
            return referred
        found = self._named_before(token)
        if found and token.lemma_.lower() in _COUNTERPART:
            found = [party for party in found if party.via != "coreference"]
        for child in token.children:
            if child.dep_ == "acl" and child.tag_ == "VBN" and not found:
                found += self._led(child, level)
            if child.dep_ == "appos":
                found += self._phrase(child, prepositions, deep=deep, level=level + 1)
        if not found or deep:
            for name in _without_host(token, prepositions):
                for inner in grammar.prepositional(token, (name,)):
                    if inner.pos_ == "VERB" and not deep:
                        continue
                    found += self._phrase(inner, prepositions, deep=deep, level=level + 1)
        if sighting is not None and deep:
            found.append(self._seen(sighting))
        if deep and not found:
            for child in token.children:
                if child.dep_ in ("acl", "relcl", "pcomp"):
                    inner_heads = [
                        *grammar.own_subjects(child),
                        *grammar.objects(child),
                        *grammar.datives(child),
                        *grammar.prepositional(child, _INSIDE),
                    ]
                    for inner in inner_heads:
                        if inner.i != token.i:
                            found += self._phrase(inner, prepositions, deep=True, level=level + 1)
        if found:
            self._discourse.hear_noun(self._base + token.idx, token.lemma_.lower(), found[0])
            return found
        return self._definite(token)

    def _joins(self, token: Token, sighting: Sighting) -> bool:
        """Is the word coordinated with a word of the sighting: "the ministers of Kenya and Uganda"?"""
        current = token
        while current.dep_ in ("conj", "appos"):
            current = current.head
            if self._at.get(current.i) is sighting:
                return True
        return False

    def _led(self, participle: Token, level: int) -> list[Party]:
        """Whose a body or a weapon is: "a committee led by the prime minister", "rockets fired by Lao forces"."""
        if participle.lemma_.lower() not in _LED:
            return []
        return [
            p
            for t in grammar.agents(participle)
            for p in self._phrase(t, _SOURCE, deep=False, level=level + 1)
        ]

    def _listed_beside(self, token: Token, sighting: Sighting, level: int) -> list[Party]:
        """States listed with this one where the parse hides it: "Saudi Arabia, Egypt and ...", "Thai and Lao troops"."""
        found: list[Party] = []
        for child in token.children:
            beside = self._at.get(child.i)
            if (
                child.dep_ == "appos"
                and beside is not None
                and beside.kind == sighting.kind == "name"
                and level < 5
            ):
                found += self._phrase(child, (), deep=False, level=level + 1)
        if sighting.kind in ("body", "demonym"):
            for child in token.subtree:
                beside = self._at.get(child.i)
                if (
                    child.i < token.i
                    and beside is not None
                    and beside.kind == "demonym"
                    and beside.code != sighting.code
                ):
                    found.append(self._widened(self._seen(beside), token))
        return found

    def _named_before(self, token: Token) -> list[Party]:
        """States named before the noun: "Russian", "Japan's", "Japan-Russia", "its"."""
        found: list[Party] = []
        for child in token.subtree:
            if child.i >= token.i:
                break
            if child.dep_ not in grammar.MODIFIERS and child.dep_ not in (
                "conj",
                "pobj",
                "appos",
                "npadvmod",
            ):
                continue
            sighting = self._at.get(child.i)
            if sighting is not None and sighting.kind != "place":
                if not any(party.code == sighting.code for party in found):
                    party = self._seen(sighting)
                    found.append(self._widened(party, token))
            elif child.dep_ == "poss" and child.pos_ == "PRON":
                found += [self._widened(p, token) for p in self._referred(child)]
            elif child.dep_ == "poss" and child.head is token and child.i not in self._at:
                found += [self._widened(p, token) for p in self._token(child, _SOURCE, deep=False, level=4)]
        if not found and any(child.lower_ in _MUTUAL for child in token.children):
            found = self._pair(token)
        return found

    def _widened(self, party: Party, head: Token) -> Party:
        """The party with the words of its whole phrase, and the sector that the noun gives it."""
        start = min(party.span.start, head.left_edge.idx + self._base)
        end = head.idx + len(head) + self._base
        if party.span.start < self._base or end <= party.span.start:
            return party
        first = party.span.start - self._base
        left = next((t for t in head.doc if t.idx >= head.left_edge.idx), head)
        if left.lower_ in ("the", "a", "an"):
            start = left.idx + self._base
        text = head.doc.text[start - self._base : end - self._base]
        if "\n" in text or len(text) > 80:
            start, text = party.span.start, head.doc.text[first : end - self._base]
        words = head.doc.text[max(first, 0) : end - self._base].split()
        sector = self._gazetteer.sector(" ".join(words[1:])) or self._gazetteer.sector(head.lemma_.lower())
        return replace(party, span=Span(start, end), text=text, sector=sector or party.sector)

    def _seen(self, sighting: Sighting) -> Party:
        return Party(
            code=sighting.code,
            sector=sighting.sector or "GOV",
            span=sighting.span,
            text=sighting.text,
            via="place" if sighting.kind == "place" and sighting.via != "metonym" else sighting.via,
            person=sighting.person,
            office=sighting.office,
        )

    def _referred(self, token: Token) -> list[Party]:
        """Pronouns and groups: whom they stand for, with the pronoun's own words as span."""
        word, position = token.lower_, self._base + token.idx
        if token.pos_ in ("PRON", "DET") or token.dep_ == "poss":
            if word in _SINGULAR:
                return self._standing(
                    token,
                    self._discourse.subject_before(position, states_only=True, excluding=self._excluded)[:1],
                )
            if word in _PLURAL:
                group = self._discourse.subject_before(position, excluding=self._excluded)
                return self._standing(token, group)
            if word in _PERSONAL:
                person = self._discourse.person_before(position)
                return [self._stand(token, self._seen(person))] if person is not None else []
            if word in _SPEAKERS:
                return self._standing(token, self.speaker)
            if word == "both" and token.pos_ == "PRON":
                return self._pair(token)
        if token.lemma_.lower() in _SIDES and self._is_both(token):
            return self._pair(token)
        return []

    def _is_both(self, noun: Token) -> bool:
        """Is this "the two sides", "both countries", without another name beside them?"""
        if not any(child.lower_ in _NUMBERS for child in noun.children):
            inner = grammar.prepositional(noun, ("of",))
            return any(self._is_both(t) for t in inner if t.lemma_.lower() in _SIDES)
        return not any(child.i in self._at for child in noun.children)

    def _pair(self, token: Token) -> list[Party]:
        position = self._base + token.idx
        size = next((_NUMBERS[child.lower_] for child in token.subtree if child.lower_ in _NUMBERS), 2)
        codes = list(self._discourse.group_before(position, size))
        if not codes and size == 2:
            codes = list(self._discourse.pair(position))
        start, end = token.left_edge.idx + self._base, token.idx + len(token) + self._base
        text = token.doc.text[start - self._base : end - self._base]
        return [Party(code, "GOV", Span(start, end), text, "coreference") for code in codes]

    def _standing(self, token: Token, parties: Iterable[Party]) -> list[Party]:
        return [self._stand(token, party) for party in parties]

    def _stand(self, token: Token, party: Party) -> Party:
        start = self._base + token.idx
        return replace(party, span=Span(start, start + len(token)), text=token.text, via="coreference")

    def _definite(self, token: Token) -> list[Party]:
        """What "the ministry", "the country", "the diplomat" mean: the last that the words may name."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return []
        if not any(
            child.lower_ in ("the", "this", "that") for child in token.children if child.dep_ == "det"
        ):
            return []
        position, lemma = self._base + token.idx, token.lemma_.lower()
        start = token.left_edge.i
        words = token.doc[start : token.i + 1].text.lower().removeprefix("the ").strip()
        party: Party | None = None
        if (body := self._discourse.body_before(position, words)) is not None:
            party = self._seen(body)
        elif lemma in _OFFICE and (person := self._discourse.person_before(position)) is not None:
            party = self._seen(person)
        elif lemma in _MISSIONS and (last := self._discourse.subject_before(position)):
            others = self._discourse.subject_before(position, excluding=frozenset(p.code for p in last))
            party = others[0] if others else None
        elif lemma in _ALLIANCE and (body := self._discourse.organisation_before(position)) is not None:
            party = self._seen(body)
        elif (earlier := self._discourse.noun_before(position, lemma)) is not None:
            party = earlier
        elif lemma in _COUNTRY or self._gazetteer.sector(words) in ("GOV", "MIL", "LEG"):
            opening = self._base + token.sent.start_char
            last = self._discourse.subject_before(
                opening, states_only=True
            ) or self._discourse.subject_before(position, states_only=True)
            party = last[0] if last else None
            if party is None and self._discourse.home:
                party = Party(self._discourse.home, "GOV", Span(0, 0), "", "context")
        if party is None:
            return []
        left, end = token.doc[start].idx + self._base, token.idx + len(token) + self._base
        text = token.doc.text[left - self._base : end - self._base]
        sector = self._gazetteer.sector(words) or party.sector
        return [replace(party, span=Span(left, end), text=text, via="coreference", sector=sector)]


def _stands_for_government(token: Token, sighting: Sighting) -> bool:
    """A capital that acts or is acted upon, rather than where something happens."""
    acts = token.dep_ in ("nsubj", "nsubjpass", "dobj", "poss") or token.head.dep_ == "agent"
    return sighting.via == "metonym" and acts


def _without_host(noun: Token, prepositions: tuple[str, ...]) -> tuple[str, ...]:
    """An embassy "in Canberra" or "to Australia" is not Australia's."""
    if noun.lemma_.lower() not in _MISSIONS:
        return prepositions
    return tuple(name for name in prepositions if name not in ("in", "at", "to"))


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The first party of each code."""
    kept: dict[str, Party] = {}
    for party in parties:
        kept.setdefault(party.code, party)
    return tuple(kept.values())
