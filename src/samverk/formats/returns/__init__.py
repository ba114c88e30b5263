"""Returns as files, schema `samverk.return/1`: signed JSON of counts (återrapport)."""
