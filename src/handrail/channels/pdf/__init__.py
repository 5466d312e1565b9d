"""A page of the site as a PDF to print, keep or send: tagged, so that a screen reader can follow it, with the same words."""
