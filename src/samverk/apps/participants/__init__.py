"""The register (registret): participants of measures, at the party that owns them. Installed in a register only."""
