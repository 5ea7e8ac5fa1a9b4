"""Language packs, compiled into what the rules look up."""
