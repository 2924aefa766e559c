"""Parts of a page that is too large for one screen; each draws itself when the page asks for it."""
