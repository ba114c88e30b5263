"""Budget and rolling plan for people: charts and a workbook that goes on reckoning."""
