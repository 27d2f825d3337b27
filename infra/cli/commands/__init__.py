"""The commands of each noun: one module, one click command named `command`, listed in `infra.cli.nouns`."""
