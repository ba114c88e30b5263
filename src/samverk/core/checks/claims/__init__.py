"""Claims (påståenden): what the running text says, against what the tables of the same document say.

The rules run on our own reports and on a stranger's. They are made to be silent when in doubt: only when concept, year
and base are certain is a contradiction a fault; otherwise it is told as ambiguous, with the reason, or not at all.
"""
