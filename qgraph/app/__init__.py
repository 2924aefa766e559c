"""The app: Streamlit screens over the questions.

    address ─► pickers ─► screens ─► session.ask(question) ─► views ─► tables · charts · components
                                                                └────► export (the rows on the screen as files)

Decisions
---------
* Screens (`screens/`) only read widgets and call pure functions; what turns an answer into rows, charts and words is in `views/`, a module
  a page. Every user-visible word is a key of a file in `words/`, both languages side by side, which a test holds equal in placeholders.
* 首页 is the default page; every other page has its own ASCII path, so a link to it opens directly.
* A page's state is its address, in ids: `links.py` alone knows the names of the parameters, and `lang` is in every link. A link opens the
  same view in either language.
* An answer is asked for once for as long as the store stays as it is (`session.ask`), whoever asks.
* Text from documents reaches the screen only as text: escaped, or set with `textContent` by a component. In files it is text as well:
  what begins like a formula is none.
* What is official (names, titles, quotes) and the reasons of an answer are Chinese in both languages, as in the documents and the files
  that an office hands on; all else is switched.
"""
