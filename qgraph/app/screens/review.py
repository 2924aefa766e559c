"""复核: what was read, accepted, corrected or rejected; what the document lacks; owners proposed; who decided what."""

import streamlit as st

from qgraph.app.deciding import opened, reviewer, tell
from qgraph.app.evidence import escaped, failure
from qgraph.app.i18n import t
from qgraph.app.names import plans
from qgraph.app.pickers import pick, switch
from qgraph.app.sections import review_facts, review_form, review_owners
from qgraph.app.session import expect_plans, is_local
from qgraph.app.tables import downloads, show
from qgraph.app.views import review as view
from qgraph.errors import QgraphError
from qgraph.reviews.entries import Act

VIEWS = ("facts", "plan", "owners", "log")

st.title(t("review.title"))
st.write(t("review.lead"))
if not is_local():
    st.info(t("review.local") if st.session_state.get("database") else t("data.empty"))
    st.stop()
expect_plans()
left, right = st.columns([3, 1])
with left:
    plan = pick("plan", plans(), "review.plan", "review.choose")
with right:
    reviewer()
if plan is None:
    st.stop()
tell()
try:
    folder = opened(plan)
except QgraphError as error:
    st.warning(failure(error))
    st.stop()
what = switch("view", VIEWS, "review.view", lambda one: t(f"review.view.{one}"))
if folder.reviewed.lost:
    with st.expander(f"{t('review.lost')} ({len(folder.reviewed.lost)})"):
        st.caption(t("review.lost_how"))
        show(view.lost(folder.reviewed.lost), t("review.lost"))
if what == "facts":
    review_facts.draw(folder)
elif what == "plan":
    st.caption(t("review.plan_how"))
    for one in view.changes(folder, folder.uri):
        st.caption(escaped(one))
    decided = folder.reviewed.state.facts.get("")
    acts = (Act.CORRECT, Act.ACCEPT, *((Act.UNDO,) if decided else ()))
    review_form.draw(folder, folder.uri, folder.reviewed.plan, "", acts)
elif what == "owners":
    review_owners.draw(folder)
else:
    for line in folder.log.damaged:
        st.warning(escaped(t("review.damaged", number=line.number, reason=line.reason)))
    history = view.history(folder)
    if history:
        show(history, t("review.view.log"))
        downloads(history, t("review.view.log"), "review-log")
    else:
        st.info(t("review.log_none"))
