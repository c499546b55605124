"""Picture files made by program, byte by byte where no library would write them so."""
