"""What a report needs beside the books: its dates and choices, and the prose of its chapters."""
