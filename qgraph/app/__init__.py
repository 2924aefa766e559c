"""The app: Streamlit screens over the questions.

Decisions
---------
* Screens (`screens/`) only read widgets and call pure functions; every user-visible word is a key of `words/zh.json` and
  `words/en.json`, which a test holds equal in keys and placeholders.
* 首页 is the default page; every other page has its own ASCII path, so a link to it opens directly.
* A page's state is its address: `links.py` alone knows the names of the parameters. `lang` is in every link.
* Text from documents reaches the screen only as text: escaped, or set with `textContent` by a component.
"""
