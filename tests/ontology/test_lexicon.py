"""The ontology's files: what ships holds together, and what a person mistypes is refused by name."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from comity.errors import OntologyError
from comity.ontology import load
from comity.ontology.loading import read

if TYPE_CHECKING:
    from comity.ontology import Entry

STEM = 4  # letters that a word and its inflected form share, at most
# Irregular forms that share no such stem.
FORMS = dict(
    pair.split(":")
    for pair in (
        "be:is break:broke bring:brought buy:bought catch:caught choose:chose fight:fought find:found "
        "fly:flew free:freed give:gave go:went hold:held keep:kept lay:laid leave:left let:let lie:lay "
        "make:made meet:met pay:paid put:put say:said see:saw seek:sought sell:sold send:sent shoot:shot "
        "speak:spoke spy:spied stand:stood steal:stole strike:struck sue:sued swear:swore take:took "
        "tell:told freeze:froze unfreeze:unfroze tear:tore throw:threw undergo:underwent "
        "withdraw:withdrew withhold:withheld lend:lent build:built"
    ).split()
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the ontology's files that a test may spoil."""
    copied = tmp_path / "ontology"
    with_files = Path(str(files("comity.ontology")))
    shutil.copytree(with_files, copied, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copied


def add(folder: Path, name: str, entry: str) -> Path:
    path = folder / "acts" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n" + entry, encoding="utf-8")
    return path


def says(example: str, predicate: str) -> bool:
    """Does the sentence hold a form of each word of the predicate? Cheap: by stem or irregular form."""
    words = re.findall(r"[\w-]+", example.lower())
    return all(any(_is_form(word, part) for word in words) for part in predicate.lower().split())


def _is_form(word: str, lemma: str) -> bool:
    if word == lemma or word == FORMS.get(lemma):
        return True
    stem = lemma[: max(2, min(len(lemma) - 1, STEM + len(lemma) // 3))]
    return len(lemma) > 2 and word.startswith(stem)


def test_the_shipped_files_load_and_hold_hundreds_of_entries() -> None:
    assert len(load().lexicon.entries) >= 450


def test_every_mode_of_every_type_can_be_said() -> None:
    ontology = load()
    said = {(entry.type, entry.mode) for entry in ontology.lexicon.entries}
    modes = {(name, mode) for name, kind in ontology.plover.types.items() for mode in kind.modes}
    assert modes <= said
    assert set(ontology.plover.types) == {name for name, _ in said}


@pytest.mark.parametrize("entry", load().lexicon.entries, ids=lambda entry: entry.act)
def test_each_example_uses_one_of_its_predicates(entry: Entry) -> None:
    predicates = (*entry.verbs, *entry.nouns, *entry.adjectives)
    assert any(says(entry.example, predicate) for predicate in predicates), entry.example
    assert len(entry.example) < 140
    assert entry.example[0].isupper()
    assert entry.example.endswith(".")


def test_no_example_stands_twice() -> None:
    examples = [entry.example for entry in load().lexicon.entries]
    assert len(set(examples)) == len(examples)


def test_a_verb_with_a_particle_stands_under_the_verb() -> None:
    assert ("out", "pull-out-of-agreement") in {
        (particle, entry.act) for particle, entry in load().lexicon.verbs["pull"]
    }


def test_prepositions_are_words_not_truth_values() -> None:
    assert all(isinstance(slot, str) for entry in load().lexicon.entries for slot in entry.recipient)
    assert any("on" in entry.recipient for entry in load().lexicon.entries)


def test_a_condition_weighs_more_than_none() -> None:
    entries = {entry.act: entry for entry in load().lexicon.entries}
    assert entries["close-own-mission"].specificity > entries["sanction"].specificity


GOOD = {"act": "a-new-one", "verbs": ["help"], "example": "Fiji helped Tonga."}


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"verb": ["help"]}, "unknown key verb"),
        ({"act": "help"}, "another entry has this name"),
        ({"mode": "generous"}, "no mode"),
        ({"contexts": ["magic"]}, "no context"),
        ({"where": {"object": ["@friends"]}}, "no word class"),
        ({"where": {"as": [False]}}, "quote it"),
        ({"status": "likely"}, "no status"),
        ({"verbs": []}, "no verbs, nouns or adjectives"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_name(
    folder: Path, wrong: dict[str, object], complaint: str
) -> None:
    entry = GOOD | wrong
    path = add(folder, "aid.yml", yaml.safe_dump([entry]))
    with pytest.raises(OntologyError, match=complaint) as caught:
        read(folder)
    assert str(path) in str(caught.value)
    assert str(entry["act"]) in str(caught.value) or re.search(r"entry \d+", str(caught.value))


@pytest.mark.parametrize("missing", ["act", "example"])
def test_an_entry_without_name_or_example_is_refused(folder: Path, missing: str) -> None:
    path = add(folder, "aid.yml", yaml.safe_dump([{k: v for k, v in GOOD.items() if k != missing}]))
    with pytest.raises(OntologyError, match=rf"{re.escape(str(path))}: entry \d+: {missing} is missing"):
        read(folder)


def test_what_is_no_entry_is_refused(folder: Path) -> None:
    add(folder, "aid.yml", "- just a word\n")
    with pytest.raises(OntologyError, match=r"aid\.yml: entry \d+: expected a mapping"):
        read(folder)


def test_a_repeated_key_is_refused_by_file_and_line(folder: Path) -> None:
    path = add(
        folder, "reject.yml", "- act: a-new-one\n  verbs: [spurn]\n  verbs: [scorn]\n  example: A b C.\n"
    )
    line = path.read_text(encoding="utf-8").count("\n") - 1
    with pytest.raises(OntologyError, match=rf"reject\.yml, line {line}: 'verbs' stands twice"):
        read(folder)


def test_a_file_for_an_unknown_type_is_refused(folder: Path) -> None:
    (folder / "acts" / "gossip.yml").write_text("- {act: gossip, verbs: [gossip], example: Fiji gossiped.}\n")
    with pytest.raises(OntologyError, match="no type is called 'GOSSIP'"):
        read(folder)


def test_operators_settle_what_stands_below_them() -> None:
    operators = load().operators
    assert operators.verbs["say"] == "transparent"
    assert operators.verbs["consider"] == "considered"
    assert operators.verbs["plan"] == "announced"
    assert operators.verbs["deny"] == "denied"
    assert operators.nouns["attempt"] == "hypothetical"
    assert operators.modifiers["upcoming"] == "announced"
    assert "hold" in operators.light
    assert "undergo" in operators.reversed


def test_a_word_with_two_effects_is_refused(folder: Path) -> None:
    path = folder / "operators.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("verbs: [deny,", "verbs: [say, deny,"), encoding="utf-8"
    )
    with pytest.raises(OntologyError, match=r"operators\.yml: say \(verbs\) is transparent and denied"):
        read(folder)


def test_an_unknown_effect_is_refused(folder: Path) -> None:
    path = folder / "operators.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nrumoured:\n  verbs: [whisper]\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="unknown key rumoured"):
        read(folder)
