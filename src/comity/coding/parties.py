"""Parties: which states a noun phrase names, by its own words, its modifiers, or what it refers to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.coding.discourse import STATE_KINDS
from comity.coding.parsing import Words
from comity.coding.reference import MISSIONS, References, seen
from comity.records import Party, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

    from comity.actors import Gazetteer, Sighting
    from comity.coding.discourse import Discourse

_LED = frozenset("lead head chair fire launch operate fly command run own send deploy station back".split())
_MUTUAL = frozenset({"bilateral", "mutual", "reciprocal", "joint", "two-way"})
_COUNTERPART = frozenset("counterpart neighbor neighbour rival colleague guest host ally partner".split())
_BEFORE = grammar.MODIFIERS | {"conj", "pobj", "appos", "npadvmod"}
# Prepositions inside a noun phrase through which it still speaks of a party, nearest first.
_INSIDE = tuple(
    "of from between with against on to for in at into around toward towards over by about among "
    "opposite inside outside facing across".split()
)
_IN_CLAUSE = tuple(name for name in _INSIDE if name not in grammar.GROUNDS)
_SOURCE = (
    "of",
    "by",
    "from",
    "in",
    "between",
    "among",
    "at",
    "to",
)  # for whoever acts: "officials from Kenya"
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_PEOPLE = frozenset({"LEG", "OPP", "CVL", "PTY", "JUD", "LAB", "REL", "EDU"})
_SEATED = frozenset("ministry government cabinet authority administration regime police".split())
_BACKED = frozenset("backed brokered mediated supported sponsored funded based registered built made".split())
_WHERE = frozenset({"in", "at", "around", "outside", "inside", "across", "over"})
DEEPEST = 5  # phrases within phrases
LONGEST = 80  # characters of a party's words


class Parties:
    """Finds the parties of the noun phrases of one parsed text that starts at `base` in its document."""

    def __init__(self, doc: Doc, base: int, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self._base = base
        self._discourse = discourse
        self._gazetteer = gazetteer
        self.text = doc.text  # spaCy joins it anew each time
        self._at = _by_token(doc, base, discourse.sightings)
        self._references = References(base, discourse, gazetteer, self._at)

    def listen(self, speaker: tuple[Party, ...], dyad: tuple[str, ...]) -> None:
        """Whom "we" and "our" mean from here on, and whom "the two sides"."""
        self._references.speaker = speaker
        self._references.dyad = dyad

    def states_in(self, sentence: Sentence) -> set[str]:
        """The codes of the states and organisations that the sentence names itself."""
        start, end = sentence.start, sentence.end
        found = (sighting for position, sighting in self._at.items() if start <= position < end)
        return {sighting.code for sighting in found if sighting.kind in STATE_KINDS}

    def sighted(self, sentence: Sentence) -> Iterator[tuple[Token, Party]]:
        """Each word of the sentence that names a state or an organisation, with the party it names."""
        for token in sentence:
            sighting = self._at.get(token.i)
            if (sighting is not None and self._at.get(token.head.i) is not sighting) or (
                sighting is not None and token.dep_ == "ROOT"
            ):
                yield token, seen(sighting)

    def places_in(self, sentence: Sentence) -> list[Party]:
        """The states in which the sentence places something: "in Baghdad", "outside the mission in Lagos"."""
        found = []
        for token in sentence:
            sighting = self._at.get(token.i)
            if sighting is not None and token.dep_ == "pobj" and token.head.lower_ in _WHERE:
                found.append(replace(seen(sighting), via="place"))
        return found

    def acting(self, heads: Iterable[Token], *, excluding: frozenset[str] = frozenset()) -> tuple[Party, ...]:
        """Who acts: only what the phrase itself, its modifiers, or its "of" and "from" name.

        A pronoun stands for nobody of `excluding`: whom an act is done to is somebody else.
        """
        self._references.excluded = excluding
        found = _distinct(party for head in heads for party in self._phrase(head, _SOURCE, deep=False))
        self._references.excluded = frozenset()
        return found

    def affected(
        self, heads: Iterable[Token], *, excluding: frozenset[str] = frozenset()
    ) -> tuple[Party, ...]:
        """Whom it is done to: what the phrase names, nearest first; a pronoun means nobody of `excluding`."""
        self._references.excluded = excluding
        found = _distinct(party for head in heads for party in self._phrase(head, _INSIDE, deep=True))
        self._references.excluded = frozenset()
        return found

    def named(self, heads: Iterable[Token]) -> tuple[Party, ...]:
        """Who the phrase itself or the words before its head name, and nothing behind it."""
        return _distinct(party for head in heads for party in self._phrase(head, (), deep=False))

    def modifiers(self, noun: Token) -> tuple[Party, ...]:
        """Who stands before the noun: "Russia's", "Japanese", "Japan-Russia"."""
        return _distinct(self._named_before(noun))

    def are_sides(self, parties: Iterable[Party]) -> bool:
        """Are these the two sides of the document's story?"""
        found = list(parties)
        codes = tuple(sorted(party.code for party in found))
        return bool(found) and codes == self._discourse.pair(max(party.span.end for party in found))

    def official(self, head: Token, code: str) -> Party | None:
        """A body or an official, as a party of the state given; None for anybody else."""
        start, end = head.left_edge.idx, head.idx + len(head)
        words = self.text[start:end]
        sector = self._gazetteer.sector(words) or self._gazetteer.sector(_title(head))
        if sector not in _OFFICIAL:
            return None
        return Party(code, sector, Span(self._base + start, self._base + end), words, "context")

    def _phrase(
        self, head: Token, prepositions: tuple[str, ...], *, deep: bool, level: int = 0
    ) -> list[Party]:
        if level > DEEPEST:
            return []
        return [
            party
            for token in grammar.with_conjuncts(head)
            for party in self._token(token, prepositions, deep=deep, level=level)
        ]

    def _token(self, token: Token, prepositions: tuple[str, ...], *, deep: bool, level: int) -> list[Party]:
        sighting = self._at.get(token.i)
        if sighting is not None and (sighting.kind != "place" or _stands_for_government(token, sighting)):
            party = replace(seen(sighting), via="place") if _is_venue(token) else seen(sighting)
            return [party, *self._listed_beside(token, sighting, level)]
        if referred := self._references.of(token):
            return referred
        found = self._described(token, prepositions, deep=deep, level=level)
        if sighting is not None and deep:
            where = token.dep_ == "pobj" and token.head.lower_ in _WHERE and not _is_aimed_at(token, sighting)
            found.append(replace(seen(sighting), via="place") if where else seen(sighting))
        if deep and not found:
            found = self._in_clauses(token, level)
        if deep and not found and token.pos_ == "VERB":
            found = self._in_clause(token, token, level)  # "barred from entering China"
        if not found:
            described = not prepositions and any(child.dep_ == "prep" for child in token.children)
            return [] if described else self._references.definite(token)
        self._discourse.hear_noun(self._base + token.idx, token.lemma_.lower(), found[0])
        return found

    def _described(
        self, token: Token, prepositions: tuple[str, ...], *, deep: bool, level: int
    ) -> list[Party]:
        """Parties among a noun's modifiers, appositions and prepositions."""
        found = self._named_before(token)
        if token.lemma_.lower() in _COUNTERPART:
            found = self._opposite(token, found)
        for child in token.children:
            if child.dep_ == "acl" and child.tag_ == "VBN" and not found:
                found += self._led(child, level)
            if child.dep_ == "appos":
                found += self._phrase(child, prepositions, deep=deep, level=level + 1)
        if found and not deep:
            return found
        there_are = grammar.prepositions(token)
        for name in prepositions if found else _without_host(token, prepositions):
            if name not in there_are:
                continue
            for inner in grammar.prepositional(token, (name,)):
                there = self._at.get(inner.i)
                if there is not None and name in ("in", "at") and self._is_of_its_place(token) and not found:
                    found.append(seen(there))
                elif deep or inner.pos_ != "VERB":
                    found += self._phrase(inner, prepositions, deep=deep, level=level + 1)
        return found

    def _is_of_its_place(self, noun: Token) -> bool:
        """Do these belong to where they are: "lawmakers in Seoul", "the foreign ministry in Beijing"?"""
        lemma = noun.lemma_.lower()
        return lemma in _SEATED or self._gazetteer.sector(lemma) in _PEOPLE

    def _opposite(self, noun: Token, found: list[Party]) -> list[Party]:
        """Who "his Thai counterpart" is, or "his host": not whose counterpart it is, but the other."""
        named = [party for party in found if party.via != "coreference"]
        if named or not found or any(child.dep_ == "appos" for child in noun.children):
            return named
        other = self._discourse.counterpart(self._base + noun.idx, found[0].code)
        return [replace(found[0], code=other, via="context")] if other is not None else []

    def _in_clauses(self, token: Token, level: int) -> list[Party]:
        """Parties that only a clause behind the noun names: "a plan Seoul announced"."""
        return [
            party
            for child in token.children
            if child.dep_ in ("acl", "relcl", "pcomp")
            for party in self._in_clause(child, token, level)
        ]

    def _in_clause(self, verb: Token, noun: Token, level: int) -> list[Party]:
        heads = (
            *grammar.own_subjects(verb),
            *grammar.objects(verb),
            *grammar.datives(verb),
            *grammar.prepositional(verb, _IN_CLAUSE),
        )
        return [
            party
            for head in heads
            if head.i not in (noun.i, verb.i)
            for party in self._phrase(head, _INSIDE, deep=True, level=level + 1)
        ]

    def _led(self, participle: Token, level: int) -> list[Party]:
        """Whose a body or a weapon is: "a panel led by the prime minister", "rockets fired by Lao forces"."""
        if participle.lemma_.lower() not in _LED:
            return []
        return [
            party
            for agent in grammar.agents(participle)
            for party in self._phrase(agent, _SOURCE, deep=False, level=level + 1)
        ]

    def _listed_beside(self, token: Token, sighting: Sighting, level: int) -> list[Party]:
        """States listed with this one where the parse hides it.

        "Saudi Arabia, Egypt and Bahrain", "Thai and Lao troops", "the ministers of Chad and Niger".
        """
        found: list[Party] = []
        for child in token.children:
            if child.lower_ in ("together", "along", "alongside") and level < DEEPEST:
                joined = grammar.prepositional(child, ("with",))
                found += [
                    party
                    for inner in joined
                    for party in self._phrase(inner, (), deep=False, level=level + 1)
                ]
        for child in token.subtree:
            beside = self._at.get(child.i)
            if beside is None or beside is sighting or beside.kind == "place" or beside.code == sighting.code:
                continue
            if child.dep_ == "appos" and child.head.i == token.i and beside.kind == sighting.kind == "name":
                found += self._phrase(child, (), deep=False, level=level + 1)
            elif (
                sighting.kind in ("body", "demonym", "organisation")
                and child.i < token.i
                and beside.kind == "demonym"
            ):
                found.append(self._widened(seen(beside), token))
            elif sighting.kind == "body" and self._joins(child, sighting):
                found.append(seen(beside))
        return found

    def _joins(self, token: Token, sighting: Sighting) -> bool:
        """Is the word coordinated with a word of the sighting: "the ministers of Kenya and Uganda"?"""
        current = token
        while current.dep_ in ("conj", "appos"):
            current = current.head
            if self._at.get(current.i) is sighting:
                return True
        return False

    def _named_before(self, token: Token) -> list[Party]:
        """States named before the noun: "Russian", "Japan's", "Japan-Russia", "its"."""
        found: list[Party] = []
        if token.left_edge.i == token.i:
            return found
        for child in token.subtree:
            if child.i >= token.i:
                break
            if child.dep_ not in _BEFORE:
                continue
            sighting = self._at.get(child.i)
            if sighting is not None and _is_backer(child):
                continue
            if sighting is not None and sighting.kind != "place":
                if not any(party.code == sighting.code for party in found):
                    found.append(self._widened(seen(sighting), token))
            elif child.dep_ == "poss":
                found += [self._widened(party, token) for party in self._possessor(child, token)]
        if not found and any(child.lower_ in _MUTUAL for child in token.children):
            found = self._references.group(token)
        return found

    def _possessor(self, child: Token, noun: Token) -> list[Party]:
        sighting = self._at.get(child.i)
        if sighting is not None:
            return [seen(sighting)] if sighting.via == "metonym" else []
        if child.lower_ == "whose":
            owner = grammar.antecedent(child)
            return self._token(owner, (), deep=False, level=DEEPEST - 1) if owner.i != child.i else []
        if child.pos_ == "PRON":
            return self._references.of(child)
        if child.head.i == noun.i:
            return self._token(child, _SOURCE, deep=False, level=DEEPEST - 1)
        return []

    def _widened(self, party: Party, head: Token) -> Party:
        """The party with the words of its whole phrase, and the sector that the noun gives it."""
        start = min(party.span.start, head.left_edge.idx + self._base)
        end = head.idx + len(head) + self._base
        if party.span.start < self._base or end <= party.span.start:
            return party
        first = party.span.start - self._base
        left = head.left_edge
        if left.lower_ in ("the", "a", "an"):
            start = left.idx + self._base
        text = self.text[start - self._base : end - self._base]
        if len(text) > LONGEST:
            start, text = party.span.start, self.text[first : end - self._base]
        words = self.text[max(first, 0) : end - self._base].split()
        sector = self._gazetteer.sector(" ".join(words[1:])) or self._gazetteer.sector(head.lemma_.lower())
        person, office = (None, None) if party.via == "coreference" else (party.person, party.office)
        sector = sector or party.sector
        return replace(party, span=Span(start, end), text=text, sector=sector, person=person, office=office)


def _title(name: Token) -> str:
    """The words before a person's name: "Deputy Speaker" of "Deputy Speaker Nino Example"."""
    words = [token.text for token in name.doc[name.left_edge.i : name.i]]
    return " ".join(words[:2]).lower()


def _is_backer(token: Token) -> bool:
    """The "UN" of "UN-backed government" and "UN-brokered deal" neither acts nor is acted upon."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text == "-" and after[1].lower_ in _BACKED


def _by_token(doc: Doc, base: int, sightings: Iterable[Sighting]) -> dict[int, Sighting]:
    """The sightings that lie in this text, by the positions of their words."""
    at: dict[int, Sighting] = {}
    words, length = Words(doc), len(doc.text)
    for sighting in sightings:
        start, end = sighting.span.start - base, sighting.span.end - base
        if start < 0 or end > length:
            continue
        for token in words.touching(start, end):
            at[token.i] = sighting
    return at


def _stands_for_government(token: Token, sighting: Sighting) -> bool:
    """A capital that acts or is acted upon, rather than where something happens."""
    acts = token.dep_ in ("nsubj", "nsubjpass", "dobj", "poss") or token.head.dep_ == "agent"
    return sighting.via == "metonym" and acts


def _is_aimed_at(token: Token, sighting: Sighting) -> bool:
    """Is it "lashed out at Rabat": a government, where "in Rabat" would be a place?"""
    return sighting.via == "metonym" and token.head.lower_ == "at"


def _is_venue(token: Token) -> bool:
    """Is the state only where something is done: "met in Singapore"?"""
    preposition = token.head
    inside = token.dep_ == "pobj" and preposition.lower_ in ("in", "inside", "across")
    return inside and preposition.head.pos_ == "VERB"


def _without_host(noun: Token, prepositions: tuple[str, ...]) -> tuple[str, ...]:
    """An embassy "in Canberra" or "to Australia" is not Australia's."""
    if noun.lemma_.lower() not in MISSIONS:
        return prepositions
    return tuple(name for name in prepositions if name not in ("in", "at", "to"))


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The first party of each code."""
    kept: dict[str, Party] = {}
    for party in parties:
        kept.setdefault(party.code, party)
    return tuple(kept.values())
