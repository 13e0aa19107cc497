"""Acts: the predicates of a sentence with their parties and how settled they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.coding import grammar, roles, turns
from comity.coding.act import Act
from comity.coding.completion import Completion
from comity.coding.predicates import effects_of
from comity.coding.settledness import is_speech, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from comity.coding.discourse import Discourse
    from comity.coding.parties import Parties
    from comity.coding.predicates import Predicate, Predicates
    from comity.coding.roles import Roles
    from comity.ontology import Ontology
    from comity.records import Party, Span


class Acts:
    """Finds the acts of a document's sentences in order, and remembers what later sentences refer to."""

    def __init__(
        self, predicates: Predicates, ontology: Ontology, discourse: Discourse, dates: Sequence[Span] = ()
    ) -> None:
        self._predicates = predicates
        self._ontology = ontology
        self._discourse = discourse
        self._dates = dates  # where the document names a date: "March" is no march
        self._completion = Completion(discourse)
        self._speaker: tuple[Party, ...] = ()

    def find(self, sentence: Sentence, base: int, parties: Parties) -> list[Act]:
        """The acts of the sentence, complete or not."""
        self.listen(sentence, base, parties)
        operators = self._ontology.operators
        told = [
            _best(predicate, parties)
            for predicate in self._predicates.find(sentence)
            if not self._is_date(base + predicate.token.idx)
        ]
        governing = {
            predicate.token.i: predicate
            for predicate, found in told
            if found.recipients or effects_of(predicate.token, operators) is None
        }
        acts = [Act(p, base, settle(p, governing, operators), found) for p, found in turns.judged(told)]
        acts = [turns.refused(turns.the_same(act, acts, self._completion.last)) for act in acts]
        standing = [act for act in acts if act.settled.status is not None]
        for act in standing:
            if not act.roles.complete:
                act.roles = self._completion.of(act, standing, parties)
        self._completion.remember(standing)
        return acts

    def pass_over(self) -> None:
        """A sentence without an act went by: the two sides of the one before are no longer at hand."""
        self._completion.remember(())

    def _is_date(self, position: int) -> bool:
        return any(date.start <= position < date.end for date in self._dates)

    def listen(self, sentence: Sentence, base: int, parties: Parties) -> None:
        """Take in the subjects, so that pronouns find them, and who is speaking."""
        speaking = [t for t in sentence if t.pos_ == "VERB" and is_speech(t) and grammar.own_subjects(t)]
        for token in sentence:
            dep = token.dep_
            if dep == "dobj":
                asked = token.head.lemma_.lower() in grammar.OBJECT_CONTROL
                heard = asked or _is_other_than_person(token, parties)
            else:
                heard = dep in ("nsubj", "nsubjpass") and self._is_doer(token)
            if heard:
                self._discourse.hear_subject(base + token.idx, parties.acting([token]))
        main = [subject for subject in grammar.own_subjects(sentence.root) if self._is_doer(subject)]
        self._discourse.hear_subject(base + sentence.end_char, parties.acting(main))
        for verb in speaking:
            if speaker := parties.acting(grammar.own_subjects(verb)):
                self._speaker = speaker
        parties.listen(self._speaker, self._completion.recent)

    def _is_doer(self, token: Token) -> bool:
        """A subject that a later "it" may mean: no relative pronoun, and no act ("the invasion of ...")."""
        if token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ in grammar.RELATIVE:
            return False
        return token.lemma_.lower() not in self._ontology.lexicon.nouns


def _is_other_than_person(token: Token, parties: Parties) -> bool:
    """After "the president criticised Ghana for ...", "it" is Ghana, not the president."""
    if token.dep_ != "dobj" or token.pos_ != "PROPN":
        return False
    subjects = parties.acting(grammar.own_subjects(token.head))
    return bool(subjects) and all(party.person is not None for party in subjects)


def _best(predicate: Predicate, parties: Parties) -> tuple[Predicate, Roles]:
    """The word by the most specific entry that fills both roles; else by the most specific one."""
    first = roles.assign(predicate, parties)
    if first.complete:
        return predicate, first
    for other in predicate.others:
        found = roles.assign(other, parties)
        if found.complete:
            return other, found
    return predicate, first
