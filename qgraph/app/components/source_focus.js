// Says which fact is chosen. It stands beside the document and not in its data, so that a choice does not send the whole text again.
export default function ({ data }) {
  document.documentElement.dataset.sourceFocus = data.focus || ""
  document.dispatchEvent(new Event("source-focus"))
}
