"""The app: `streamlit run app.py`, or `qgraph serve`, which also keeps it on 127.0.0.1 and silent."""

from qgraph.app.main import main

main()
