"""The facts directory: forbund.toml, insatser.toml, budget-ÅÅÅÅ.toml, text/*.md, bokforing-ÅÅÅÅ.se."""
