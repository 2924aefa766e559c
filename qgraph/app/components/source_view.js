// Draws a document as paragraphs of plain and marked runs. Every string is set with textContent, so no markup of a document ever lives.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#source")
  if (!root || root.dataset.version === data.version) {
    focusOn(root, data.focus)
    return
  }
  root.dataset.version = data.version
  root.replaceChildren()
  let paragraph = document.createElement("p")
  for (const run of data.runs) {
    const lines = run.text.split("\n")
    lines.forEach((line, i) => {
      if (i > 0) {
        root.append(paragraph)
        paragraph = document.createElement("p")
      }
      if (!line) return
      if (!run.facts.length) {
        paragraph.append(document.createTextNode(line))
        return
      }
      const mark = document.createElement("mark")
      mark.textContent = line
      mark.className = run.kind
      mark.title = run.label
      mark.tabIndex = 0
      mark.dataset.facts = run.facts.join(" ")
      const pick = () => setTriggerValue("picked", run.facts[0])
      mark.onclick = pick
      mark.onkeydown = (event) => { if (event.key === "Enter") pick() }
      paragraph.append(mark)
    })
  }
  root.append(paragraph)
  focusOn(root, data.focus)
}

function focusOn(root, fact) {
  if (!root) return
  root.querySelectorAll("mark.focus").forEach((mark) => mark.classList.remove("focus"))
  if (!fact) return
  const marks = [...root.querySelectorAll("mark")].filter((mark) => mark.dataset.facts.split(" ").includes(fact))
  marks.forEach((mark) => mark.classList.add("focus"))
  if (!marks.length) return
  // Only the document scrolls, not the page around it, and only to a mark that is out of sight.
  const [mark, frame] = [marks[0].getBoundingClientRect(), root.getBoundingClientRect()]
  if (mark.top < frame.top || mark.bottom > frame.bottom) root.scrollTop += mark.top - frame.top - frame.height / 3
}
