"""What a dependency parse says of a predicate: its subject, object, prepositions and clauses.

Labels are those of spaCy's English models (ClearNLP). Nothing here knows states or acts.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

REMEMBERED = 4096  # tokens whose answers are kept: the same is asked of a sentence's words again and again
FINITE = frozenset({"VBZ", "VBD", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "nummod", "det", "quantmod"})
# Prepositions through which a noun still has the subject of the verb above: "called for talks", not "over".
LENDING = frozenset({"for", "of", "on", "about", "to"})
# How a preposition hangs on a word, and the parts of speech that the tagger gives it.
_PREPOSITIONAL = frozenset({"prep", "agent", "dative", "prt"})
_PREPOSITIONS = frozenset({"ADP", "SCONJ", "PART", "ADV", "VERB"})
# What opens the ground or time of an act, not whom it is done to: "sanctions over the war".
GROUNDS = frozenset({"over", "after", "amid", "following", "during", "since", "before", "despite"})
SEEKING = frozenset(
    "call demand plan request proposal bid need hope push appeal offer readiness preparation support "
    "basis agreement approval permission decision wish desire schedule date deadline condition".split()
)
# Words for answering another act.
REPLIES = frozenset(
    "retaliation response reprisal reply answer countermeasure revenge retribution reaction retaliate "
    "respond react counter avenge".split()
)
# Verbs whose object is the subject of the infinitive below: "ordered the consul to leave".
OBJECT_CONTROL = frozenset(
    "ask urge tell order call force allow invite encourage press push persuade want expect require "
    "request instruct warn permit enable help lead cause direct command compel advise lobby pressure "
    "prompt".split()
)


@lru_cache(maxsize=REMEMBERED)
def is_passive(verb: Token) -> bool:
    """Is the object the grammatical subject ("was expelled", "sanctions imposed by")?"""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "advcl"
        and not any(c.dep_ in ("aux", "dobj") for c in verb.children)
    ):
        return True  # "Asked whether ...", "Accused of spying, ..."
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS for c in verb.children):
        return is_passive(verb.head)
    return any(child.dep_ == "agent" for child in verb.children)


def own_subjects(verb: Token) -> list[Token]:
    """The subjects that stand beside the verb itself."""
    return list(_own_subjects(verb))


@lru_cache(maxsize=REMEMBERED)
def _own_subjects(verb: Token) -> tuple[Token, ...]:
    found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return tuple(antecedent(token) for token in found)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.lower_ not in RELATIVE or token.pos_ not in ("PRON", "DET", "SCONJ"):
        return token
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: the verb's own subject, else the one that its construction lends it.

    For a passive these are the agents. Empty where the sentence does not say.
    """
    if is_passive(verb):
        return agents(verb)
    own = own_subjects(verb)
    if own or depth > 6:
        return own
    return _lent_subjects(verb, depth)


def agents(verb: Token) -> list[Token]:
    """Who does it in a passive: what follows "by"."""
    found = [
        pobj
        for child in verb.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for pobj in child.children
        if pobj.dep_ == "pobj"
    ]
    if not found and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return agents(verb.head)
    return found


def partner(verb: Token) -> Token:
    """What a verb is coordinated with: in "told X to go and accused it", "accused" with "told"."""
    head = verb.head
    while verb.tag_ in FINITE and head.tag_ in ("VB", "VBG") and head.head.i != head.i:
        head = head.head
    return head


def _lent_subjects(verb: Token, depth: int) -> list[Token]:
    head = partner(verb) if verb.dep_ == "conj" else verb.head
    match verb.dep_:
        case "conj" if head.pos_ in ("VERB", "AUX"):
            return own_subjects(head) if is_passive(head) else subjects(head, depth + 1)
        case "xcomp" | "ccomp" if head.pos_ in ("VERB", "AUX"):
            if head.lemma_ in OBJECT_CONTROL and (held := objects(head)):
                return held
            return surface_subjects(head, depth + 1)
        case "xcomp" | "ccomp" | "acomp" if head.pos_ == "ADJ":
            return surface_subjects(head.head, depth + 1)
        case "advcl" | "dep":
            return surface_subjects(head, depth + 1)
        case "acl" | "relcl":
            if verb.tag_ == "VBG":
                return [head]
            if verb.tag_ in ("VBD", "VBZ", "VBP"):  # the parse took a main verb for a participle
                return [head.head if head.dep_ == "appos" else head]
            return owners(head, depth + 1)
        case "pcomp":
            return _through_preposition(head, depth)
    return []


def _through_preposition(preposition: Token, depth: int) -> list[Token]:
    """The subject of "... by expelling", "... for detaining", "an apology from Moscow for detaining"."""
    governor = preposition.head
    if governor.pos_ in ("VERB", "AUX"):
        if preposition.lower_ in ("of", "for", "from") and (held := objects(governor)):
            blamed = ("from", "by", "on", "against")
            named = [pobj for token in (*held, governor) for pobj in prepositional(token, blamed)]
            return named or held
        return surface_subjects(governor, depth + 1)
    return owners(governor, depth + 1)


def companions(verb: Token) -> list[Token]:
    """Who does it "together with" the subject, where that stands beside the verb."""
    return [
        inner
        for child in verb.children
        if child.lower_ in ("together", "along", "alongside") and child.i < verb.i
        for inner in prepositional(child, ("with",))
    ]


def subjects_above(verb: Token) -> list[Token]:
    """The subject one clause up: "declared the talks ended and blamed X" parses as part of "ended"."""
    if verb.dep_ != "conj" or verb.head.dep_ not in ("ccomp", "xcomp") or own_subjects(verb):
        return []
    return surface_subjects(verb.head.head)


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject, passive or not: whoever an infinitive or participle below it shares."""
    own = own_subjects(verb)
    if own or depth > 6:
        return own
    return _lent_subjects(verb, depth)


def owners(noun: Token, depth: int = 0) -> list[Token]:
    """Whose act a noun names: possessor, "by", "from", else the subject of the verb that has it as object."""
    found = [child for child in noun.children if child.dep_ == "poss"]
    found += prepositional(noun, ("by", "from"))
    if found or depth > 6:
        return found
    if noun.dep_ in ("dobj", "attr", "pobj", "oprd", "conj", "nsubjpass"):
        head = noun.head
        if noun.dep_ == "nsubjpass":
            return agents(head)
        if noun.dep_ == "conj":
            return owners(head, depth + 1)
        if noun.dep_ == "pobj":
            governor = head.head
            if head.lower_ not in LENDING:
                return []
            return subjects(governor, depth + 1) if governor.pos_ == "VERB" else owners(governor, depth + 1)
        if head.pos_ in ("VERB", "AUX"):
            return subjects(head, depth + 1)
    return []


def doers(noun: Token, depth: int = 0) -> list[Token]:
    """Whose act a bare noun is: possessor, "by", "from", or who calls for it or agrees on it."""
    found = [child for child in noun.children if child.dep_ == "poss"]
    found += prepositional(noun, ("by", "from"))
    if found or depth > 6:
        return found
    if noun.dep_ == "conj":
        return doers(noun.head, depth + 1)
    if noun.dep_ != "pobj" or noun.head.lower_ not in LENDING:
        return []
    governor = noun.head.head
    if governor.pos_ == "VERB" and governor.lemma_.lower() not in REPLIES:
        return subjects(governor, depth + 1)
    return owners(governor, depth + 1) if governor.lemma_.lower() in SEEKING else []


def objects(verb: Token) -> list[Token]:
    """What it is done to: direct object, or the subject of a passive, or the noun a participle modifies."""
    return list(_objects(verb))


@lru_cache(maxsize=REMEMBERED)
def _objects(verb: Token) -> Sequence[Token]:
    if is_passive(verb):
        own = own_subjects(verb)
        if own:
            return own
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "conj":
            return objects(verb.head)
        return surface_subjects(verb)
    found = [child for child in verb.children if child.dep_ in ("dobj", "oprd")]
    found = [child for child in found if child.dep_ == "dobj"] or found
    if not found and verb.dep_ == "relcl" and own_subjects(verb):
        gap = [
            child
            for child in verb.children
            if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in RELATIVE
        ]
        if not gap:
            return [verb.head]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.i > verb.head.i:
        return []
    if not found:
        # "criticised and condemned the raid": the first verb shares the last one's object.
        for other in verb.conjuncts:
            if other.i > verb.i and other.i - verb.i <= 3 and other.pos_ == "VERB":
                return [child for child in other.children if child.dep_ == "dobj"]
    return [antecedent(token) for token in found]


def adjacent(verb: Token) -> list[Token]:
    """What stands right behind the object but hangs on the verb: "expelled attaches at the embassy"."""
    return [
        pobj
        for held in objects(verb)
        for child in verb.children
        if child.dep_ == "prep" and child.i == held.right_edge.i + 1 and child.lower_ not in GROUNDS
        for pobj in child.children
        if pobj.dep_ == "pobj"
    ]


def datives(verb: Token) -> list[Token]:
    """To whom: "granted Nepal a loan", "handed the men to Syria"."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ == "dative":
            found += [c for c in child.children if c.dep_ == "pobj"] if child.pos_ == "ADP" else [child]
    return found


def prepositional(token: Token, names: tuple[str, ...] | None = None) -> list[Token]:
    """What follows the prepositions that hang on this token: nouns, or the verbs of "for detaining ..."."""
    found = _behind_prepositions(token)
    return [head for name, head in found if names is None or name in names]


def prepositions(token: Token) -> frozenset[str]:
    """The prepositions that hang on this token."""
    return frozenset(name for name, _ in _behind_prepositions(token))


@lru_cache(maxsize=REMEMBERED)
def _behind_prepositions(token: Token) -> tuple[tuple[str, Token], ...]:
    """Each preposition that hangs on the token, with what follows it."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        dep = child.dep_
        if dep in _PREPOSITIONAL and child.pos_ in _PREPOSITIONS:
            below = list(child.children)
            found += [(child.lower_, c) for c in below if c.dep_ in ("pobj", "pcomp")]
            if dep != "dative":
                found += _behind_prepositions(child)  # "along with", "from within"
            found += [
                (other.lower_, c)
                for other in below
                if other.dep_ == "conj" and other.pos_ == "ADP"
                for c in (*other.children, *below)
                if c.dep_ == "pobj"
            ]  # "to and from"
        elif dep == "advmod" and any(c.dep_ == "prep" for c in child.children):
            found += _behind_prepositions(child)  # "together with", "ahead of"
    return tuple(found)


def speakers(token: Token) -> list[Token]:
    """Who says what the token is part of: the subject of the nearest verb with a clause that holds it."""
    current = token
    while current.dep_ != "ROOT":
        if current.dep_ in ("ccomp", "parataxis") and current.head.pos_ == "VERB":
            return own_subjects(current.head)
        current = current.head
    return []


def verbs_before(token: Token) -> Iterator[Token]:
    """The verbs whose objects an object pronoun may mean: "thanked" for the "it" of "and implored it"."""
    verb = token.head if token.head.pos_ != "ADP" else token.head.head
    while verb.dep_ in ("conj", "advcl", "xcomp", "ccomp", "pcomp", "prep") and verb.head.i < verb.i:
        verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            yield verb


def done_at(noun: Token) -> Token | None:
    """The verb of what was done "at the request of" somebody, where the noun is the request."""
    verb = noun.head.head
    asked = noun.dep_ == "pobj" and noun.head.lower_ == "at" and verb.pos_ in ("VERB", "AUX")
    return verb if asked else None


def is_absolute(noun: Token) -> bool:
    """Does it stand in a clause of its own: "..., with a minister looking on"?"""
    preposition, doc = noun.head, noun.doc
    if noun.dep_ == "pcomp" and own_subjects(noun):
        return True
    if preposition.lower_ != "with" or preposition.i == 0 or noun.i + 1 == len(doc):
        return False
    return doc[preposition.i - 1].text == "," and doc[noun.i + 1].tag_ == "VBG"


def clauses(verb: Token) -> list[Token]:
    """The verbs of the clauses that complete it: "ordered them to leave", "said that ..."."""
    found = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and child.i > verb.i]
    if verb.pos_ in ("NOUN", "PROPN"):
        return found + [child for child in verb.children if child.dep_ == "acl"]
    for noun in objects(verb):
        found += [
            child for child in noun.children if child.dep_ in ("acl", "relcl") and child.tag_ in ("VB", "VBG")
        ]
    return found


def means_to(verb: Token) -> Token | None:
    """The verb that is done by doing this one: "responded" of "responded by expelling"."""
    return verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "by" else None


def is_infinitive(verb: Token) -> bool:
    """Is it a "to" infinitive?"""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def purposes(verb: Token) -> list[Token]:
    """What it is done for: "sent frigates to shadow a survey ship"."""
    return [child for child in verb.children if child.dep_ == "advcl" and is_infinitive(child)]


def is_reciprocal(verb: Token) -> bool:
    """Do its subjects do it to one another ("accused each other", "with one another")?"""
    return any(
        token.lower_ in ("other", "another") and token.i > 0 and token.nbor(-1).lower_ in ("each", "one")
        for token in verb.subtree
    ) or any(child.lower_ == "mutually" for child in verb.children)


def with_conjuncts(token: Token) -> Iterator[Token]:
    """The token and whatever is coordinated with it: "the US, Canada and Australia"."""
    yield token
    for other in token.conjuncts:
        if other.i > token.i:
            yield other


@lru_cache(maxsize=REMEMBERED)
def phrase_words(head: Token) -> frozenset[str]:
    """Lemmas by which a condition may know a noun phrase: its head, modifiers, compounds, "wave of X"."""
    words: set[str] = set()
    for token in with_conjuncts(head):
        owned = {t.i for child in token.children if child.dep_ == "poss" for t in child.subtree}
        left = [t for t in token.subtree if t.i <= token.i and t.i not in owned]
        if token.tag_ == "NNPS" or (
            token.tag_ == "NNS" and token.text[0].isupper() and not token.is_sent_start
        ):
            words.add("citizen")  # "released five Americans"
        lemmas = [t.lemma_.lower() for t in left]
        texts = [t.lower_ for t in left]
        words.update(lemmas)
        words.add(token.lower_)
        words.update(f"{a} {b}" for a, b in pairwise(lemmas))
        words.update(f"{a} {b}" for a, b in pairwise(texts))
        words.update(f"{a}-{c}" for a, b, c in zip(texts, texts[1:], texts[2:], strict=False) if b == "-")
        if token.lemma_.lower() in QUANTITIES:
            for inner in prepositional(token, ("of",)):
                if inner.i != head.i:
                    words |= phrase_words(inner)
    return frozenset(words)


QUANTITIES = frozenset(
    "all some many most several number series wave round package set host range raft group kind form "
    "type part majority pair dozen hundred thousand spate string slew one two three four five six "
    "couple each ton tonne million billion bulk lot handful".split()
)
