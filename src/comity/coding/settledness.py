"""How settled an act is: the status that its own form and the words above it give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.coding.predicates import effects_of
from comity.records import SETTLED_FIRST, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from comity.coding.predicates import Predicate
    from comity.ontology import Operators

_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "once"})
# Through these a governing word still speaks of the act: "called for talks", not "met after talks".
_TRANSPARENT_PREPOSITIONS = frozenset("for of on about to into with from at toward towards against".split())
_GOVERNED = frozenset("dobj pobj pcomp xcomp ccomp acl attr oprd nsubjpass acomp agent".split())
_ENDS = frozenset("ROOT parataxis dep appos poss compound amod nmod advmod npadvmod prt".split())


@dataclass(frozen=True, slots=True)
class Settled:
    """The status, the words that gave it, and the verbs of saying and of denying that stand above."""

    status: Status | None  # None: absorbed, no event of its own
    marks: tuple[str, ...]
    speech: tuple[Token, ...]
    denials: tuple[Token, ...] = ()


def settle(predicate: Predicate, acts: Mapping[int, Predicate], operators: Operators) -> Settled:
    """Climb from the predicate to the root of its sentence and gather what each step says."""
    climb = _Climb(acts, operators)
    climb.start(predicate)
    if predicate.entry.status not in (None, Status.ACTUAL):
        climb.weaken(Status(predicate.entry.status), predicate.entry.act)
    return climb.result()


class _Climb:
    def __init__(self, acts: Mapping[int, Predicate], operators: Operators) -> None:
        self._acts = acts
        self._operators = operators
        self._status = Status.ACTUAL
        self._marks: list[str] = []
        self._speech: list[Token] = []
        self._denials: list[Token] = []
        self._absorbed_by: Token | None = None
        self._would: list[Token] = []
        self._reported = False
        self._friendly = False
        self._granted = False

    def result(self) -> Settled:
        for modal in self._would:
            announced = (self._reported or bool(self._speech)) and not any(
                word in ("if", "could") for word in self._marks
            )
            self.weaken(Status.ANNOUNCED if announced else Status.HYPOTHETICAL, modal.lower_)
        status = None if self._absorbed_by is not None else self._status
        return Settled(status, tuple(self._marks), tuple(self._speech), tuple(self._denials))

    def weaken(self, status: Status, mark: str) -> None:
        """Of two statuses that meet, the less settled one holds."""
        if SETTLED_FIRST.index(status) > SETTLED_FIRST.index(self._status):
            self._status = status
            self._marks.append(mark)

    def start(self, predicate: Predicate) -> None:
        token = predicate.token
        self._granted = predicate.entry.status == Status.ACTUAL
        self._friendly = predicate.entry.type in ("CONSULT", "AGREE", "COOPERATE")
        if predicate.kind == "noun":
            self._modifiers(token)
            if predicate.entry.type == "REQUEST" and grammar.done_at(token) is not None:
                return  # whatever was done at the request of another, the request was made
            if predicate.carrier is not None:
                carried = predicate.carrier
                self._own_form(carried)
                effect = effects_of(carried, self._operators)
                if effect is not None:
                    self._apply(effect, carried)
                self._up(carried)
                return
            if token.dep_ in ("nsubj", "nsubjpass"):
                self._predicated(token)
                return
        elif predicate.kind == "adjective":
            self._own_form(token.head if token.dep_ == "acomp" else token)
            self._up(token.head if token.dep_ == "acomp" else token)
            return
        else:
            self._own_form(token)
        self._up(token)

    def _predicated(self, noun: Token) -> None:
        """What the verb says of the act that is its subject: "the visit is planned", "talks will be held"."""
        verb = noun.head
        if verb.pos_ not in ("VERB", "AUX"):
            return
        happening = verb.lemma_.lower() in _HAPPENING
        if noun.dep_ == "nsubjpass" or happening:
            if not (verb.dep_ == "relcl" or happening) or noun.dep_ == "nsubjpass":
                effect = effects_of(verb, self._operators)
                if effect in ("announced", "considered", "hypothetical"):
                    self._apply(effect, verb)
            self._own_form(verb)
        self._up(verb)

    def _modifiers(self, noun: Token) -> None:
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "advmod") and child.i < noun.i:
                status = self._operators.modifiers.get(child.lower_)
                if status is not None:
                    self.weaken(Status(status), child.lower_)
            if child.dep_ == "det" and child.lower_ == "no":
                self.weaken(Status.DENIED, "no")
            if (
                child.dep_ == "acl"
                and child.tag_ == "VBN"
                and child.lemma_ in ("plan", "schedule", "expect", "propose")
            ):
                self._apply(effects_of(child, self._operators) or "announced", child)

    def _own_form(self, verb: Token) -> None:
        """Modals, negation, conditions on the verb itself; coordinated verbs share those of the first."""
        sharing = verb
        marks = list(verb.children)
        bare = verb.tag_ == "VB" and not any(child.dep_ in ("aux", "neg") for child in marks)
        if bare and verb.dep_ == "conj" and verb.head.tag_ in grammar.FINITE:
            self._absorbed_by = verb.head  # "demanded that X respect it, investigate and ...", misparsed
        while sharing.dep_ == "conj" and sharing.head.pos_ in ("VERB", "AUX"):
            own = any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in marks)
            if own:
                break
            sharing = sharing.head
            marks = [child for child in sharing.children if child.dep_ in ("aux", "mark")]
            self._form_marks(marks, sharing)
        self._form_marks(list(verb.children), verb)
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
                word.lower_ == "no" for word in child.children
            ):
                self.weaken(Status.DENIED, "no")
            opens = child.dep_ == "advcl" and any(word.lower_ in ("if", "unless") for word in child.children)
            if opens and any(word.lower_ in ("will", "would", "'ll", "’ll") for word in verb.children):
                self.weaken(Status.HYPOTHETICAL, "if")

    def _form_marks(self, children: list[Token], verb: Token) -> None:
        for child in children:
            word = child.lower_
            if child.dep_ == "neg" or (child.dep_ == "advmod" and word in ("never", "hardly", "barely")):
                self.weaken(Status.DENIED, word)
            elif child.dep_ == "aux":
                self._modal(child, verb)
            elif _is_condition(child, verb):
                self.weaken(Status.CONSIDERED if word == "whether" else Status.HYPOTHETICAL, word)
            elif child.dep_ == "advmod" and word == "allegedly":
                self.weaken(Status.DENIED, word)

    def _modal(self, modal: Token, verb: Token) -> None:
        match modal.lower_:
            case "will" | "'ll" | "’ll" | "shall" | "wo" | "gon":
                self.weaken(Status.ANNOUNCED, modal.lower_)
            case "may" | "can" if self._granted:
                pass  # "may enter without a visa": that they may is the act
            case "may" | "might" | "could" | "can" | "must" | "should" | "ought" | "ca":
                self.weaken(Status.HYPOTHETICAL, modal.lower_)
            case "would" | "'d" | "’d":
                if modal.lower_ == "would" or verb.tag_ == "VB":
                    self._would.append(modal)
            case "to" if verb.dep_ in ("advcl", "relcl"):
                self._purpose(verb)
            case "to" if verb.dep_ == "conj" and verb.head.tag_ in grammar.FINITE:
                self._absorbed_by = verb.head  # "pressed them to stop and to release him", misparsed
            case "to" if verb.dep_ == "ROOT":
                self.weaken(Status.ANNOUNCED, "to")  # a headline: "Japan to close ..."
            case "to" if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
                self.weaken(Status.ANNOUNCED, "is to")

    def _purpose(self, verb: Token) -> None:
        """A purpose ("to train staff") has not happened; who flew in "to discuss" or met "to sign" did so."""
        if verb.dep_ == "advcl" and verb.head.lemma_.lower() in _ARRIVING:
            return
        self._absorbed_by = verb.head

    def _apply(self, effect: str, governor: Token) -> None:
        match effect:
            case "absorbed":
                self._absorbed_by = governor
            case "transparent":
                pass
            case _:
                self.weaken(Status(effect), governor.lower_)
                if effect == "denied" and governor.pos_ == "VERB":
                    self._denials.append(governor)

    def _up(self, token: Token) -> None:
        """Go up step by step, until what no longer speaks of the act."""
        current: Token | None = token
        while current is not None and self._absorbed_by is None:
            current = self._above(current)

    def _above(self, current: Token) -> Token | None:
        """The next word to go on from, its meaning taken in; None where the climb ends."""
        head, label = current.head, current.dep_
        if label in _ENDS or (label in ("ccomp", "conj") and _is_apart(current)):
            return None
        if label == "conj" and grammar.partner(current).i != head.i:
            return None  # "denies backing them and accuses X": the second verb is not what is denied
        if label in ("advcl", "relcl") and not _is_wished(current):
            self._adverbial(current)
            return None
        if label == "nsubj" and current.pos_ in ("NOUN", "PROPN"):
            return None
        if label == "prep":
            return self._over(current)
        if label not in _GOVERNED and label != "relcl":
            return head
        if head.dep_ in ("prep", "agent", "dative") or head.pos_ in ("ADP", "SCONJ"):
            if not self._passes(head):
                return None
            self._charge(current, head)
            return self._step(head.head)
        return self._step(head, complement=current)

    def _over(self, preposition: Token) -> Token | None:
        if preposition.lower_ not in _TRANSPARENT_PREPOSITIONS:
            return None
        governor = preposition.head
        speaks = governor.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ")
        return self._step(governor) if speaks else governor

    def _passes(self, preposition: Token) -> bool:
        if preposition.lower_ in ("before", "ahead") or (
            preposition.lower_ == "of" and preposition.head.lower_ == "ahead"
        ):
            self.weaken(Status.ANNOUNCED, "ahead of")
            return False
        if preposition.lower_ == "for" and self._is_ground(preposition):
            if self._friendly:
                self._absorbed_by = preposition.head  # "recalled its ambassador for consultations"
            return False
        return preposition.lower_ in _TRANSPARENT_PREPOSITIONS

    def _charge(self, clause: Token, preposition: Token) -> None:
        """What somebody is accused of or criticised for having done is a charge, not an event."""
        act = self._acts.get(preposition.head.i)
        if clause.pos_ == "VERB" and act is not None and act.entry.type == "ACCUSE":
            self._absorbed_by = preposition.head

    def _is_ground(self, preposition: Token) -> bool:
        """Does "for" give a ground that is told as fact: "sanctions for the invasion", "an apology for"?"""
        governor = preposition.head
        act = self._acts.get(governor.i)
        if act is not None and act.entry.type in _DONE_FOR:
            return True
        amends = {governor.lemma_.lower(), *(held.lemma_.lower() for held in grammar.objects(governor))}
        return not amends.isdisjoint(_AMENDS)

    def _step(self, governor: Token, complement: Token | None = None) -> Token:
        """Take in what one governing word says, and go on from it."""
        act = self._acts.get(governor.i)
        effect = effects_of(governor, self._operators)
        if governor.lemma_.lower() in _NAMING and any(child.lower_ == "what" for child in governor.children):
            self._absorbed_by = governor  # "what Kabul called an invasion"
            return governor
        if act is not None:
            if act.entry.absorbs:
                self._absorbed_by = governor
            elif effect is not None:
                self._apply(effect, governor)
            return governor
        if governor.pos_ in ("VERB", "AUX"):
            if complement is not None and complement.dep_ == "ccomp" and is_speech(governor):
                self._speech.append(governor)
                if _negated(governor):
                    self.weaken(Status.HYPOTHETICAL, "not " + governor.lower_)
            else:
                self._own_form(governor)
                if governor.lemma_ == "have" and complement is not None and complement.dep_ == "xcomp":
                    yet = any(child.lower_ == "yet" for child in governor.children)
                    self.weaken(
                        Status.DENIED if yet else Status.HYPOTHETICAL, "has yet to" if yet else "has to"
                    )
        elif governor.pos_ in ("NOUN", "PROPN"):
            self._modifiers(governor)
            if complement is not None and complement.dep_ == "acl" and governor.lemma_.lower() in _REPORTS:
                self._reported = True  # "said in a statement that it would ..."
        if effect is not None:
            self._apply(effect, governor)
        return governor

    def _adverbial(self, clause: Token) -> None:
        """An adverbial or relative clause stands for itself, unless a condition or a purpose opens it."""
        for child in clause.children:
            if _is_condition(child, clause):
                self.weaken(Status.HYPOTHETICAL, child.lower_)
        if clause.dep_ == "advcl" and grammar.is_infinitive(clause):
            self._purpose(clause)
        verb = clause.head
        # "Russia, which denied ..., said": speech above a relative clause does not reach into it.
        if clause.dep_ == "advcl" and is_speech(verb) and _says_around(clause, verb):
            self._speech.append(verb)


def _is_condition(word: Token, verb: Token) -> bool:
    """Does the word make the clause a condition? "Until it objected" and "once gave" tell what was."""
    if word.dep_ not in ("mark", "advmod") or word.lower_ not in _CONDITIONS or word.i > verb.i:
        return False
    return not (word.lower_ in ("until", "once") and verb.tag_ == "VBD")


def _is_wished(verb: Token) -> bool:
    """Is the clause what a noun asks for, though parsed as relative: "the demand that Russia hand over"?"""
    bare = verb.tag_ == "VB" and not any(child.dep_ == "aux" for child in verb.children)
    return bare and verb.dep_ == "relcl" and bool(grammar.own_subjects(verb))


def _is_apart(clause: Token) -> bool:
    """A clause beyond a semicolon or colon is no complement, whatever the parse says."""
    first, last = sorted((clause.i, clause.head.i))
    return any(token.text in (";", ":") for token in clause.doc[first:last])


def _says_around(clause: Token, verb: Token) -> bool:
    """Some parses hang the quoted clause on the verb of saying as an adverbial."""
    return clause.i < verb.i and not any(child.dep_ == "mark" for child in clause.children)


_NAMING = frozenset({"call", "describe", "term", "label", "dub", "brand", "see", "regard"})
_REPORTS = frozenset("statement report announcement interview note letter message post speech decree".split())
_DONE_FOR = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
_AMENDS = frozenset(
    "apology apologise apologize compensation compensate reparation retaliation revenge punishment".split()
)
_HAPPENING = frozenset(
    "be take happen occur follow come begin start end continue last resume go proceed remain fail "
    "collapse".split()
)
_ARRIVING = frozenset(
    "travel arrive fly visit go come meet gather join return head assemble convene sit send dispatch "
    "deploy scramble".split()
)
_SPEECH = frozenset(
    "say tell announce report state add claim note declare explain confirm reveal write reply insist "
    "stress mention disclose comment acknowledge admit argue quote inform indicate warn believe remark "
    "maintain assert recall reiterate emphasize emphasise underline testify respond suggest show".split()
)


def is_speech(verb: Token) -> bool:
    """Does this verb report what somebody says?"""
    return verb.lemma_.lower() in _SPEECH


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)
