"""Who may cross: a dated visa record of two layers, and what it answers.

seen/        snapshots of a public table -> seen.parquet: what was shown, from when to when
shown        seen.parquet -> rules
curation     rules/DESTINATION.yml -> rules with exact days, conditions and sources
record       both layers; what may apply on a day
deciding     which of it applies to a traveller
answer       one journey, with stays, sources and disagreement
history, reciprocity, supposing
bulk/        the same by the million, in arrays; tables/ in frames and files
"""
