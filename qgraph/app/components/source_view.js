// Draws a document as paragraphs of plain and marked runs. Every string is set with textContent, so no markup of a document ever lives.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#source")
  if (!root || root.dataset.version === data.version) return
  if (!root.dataset.version) listen(root, () => root.dataset.focus, focusOn)
  root.dataset.version = data.version
  root.dataset.prefix = data.prefix
  drawBar(parentElement, root, data)
  drawText(root, data, (fact) => {
    focusOn(root, fact) // at once; the server's word follows
    setTriggerValue("picked", data.prefix + fact)
  })
  focusOn(root, chosen(root))
}

// The fact that source_focus names, as the marks call it; empty where it is none of this document.
function made(name, text, kind) {
  const element = document.createElement(name)
  if (text) element.textContent = text
  if (kind) element.className = kind
  return element
}

// The headings to jump to, and what the colours mean.
function drawBar(parent, root, data) {
  root.setAttribute("aria-label", data.words.text)
  const outline = parent.querySelector("#outline")
  outline.setAttribute("aria-label", data.words.outline)
  outline.replaceChildren(made("option", data.words.outline))
  outline.hidden = !data.headings.length
  data.headings.forEach(([level, label]) => outline.append(made("option", "\u3000".repeat(Math.max(level - 1, 0)) + label)))
  outline.onchange = () => {
    const heading = root.querySelector(`[data-heading="${outline.selectedIndex - 1}"]`)
    if (heading) root.scrollTop += heading.getBoundingClientRect().top - root.getBoundingClientRect().top - 12
  }
  parent.querySelector("#legend").replaceChildren(
    ...data.legend.map(([kind, words]) => {
      const line = made("li")
      line.append(made("span", "", `swatch ${kind}`), words)
      return line
    }),
  )
}

function drawText(root, data, pick) {
  const paragraphs = document.createDocumentFragment()
  let paragraph = made("p")
  const next = () => {
    paragraphs.append(paragraph)
    paragraph = made("p")
  }
  for (const run of data.runs) {
    if (typeof run === "number") {
      paragraph.dataset.heading = run
      continue
    }
    const [text, marks = [], notes = [], told = []] = typeof run === "string" ? [run] : run
    text.split("\n").forEach((line, i) => {
      if (i > 0) next()
      if (line) paragraph.append(stretch(root, data, line, marks, notes, pick))
    })
    told.forEach((n) => {
      const [kind, short, label] = data.notes[n]
      const note = made("small", short, `note ${kind}`)
      note.title = label
      paragraph.append(note)
    })
  }
  next()
  for (const heading of paragraphs.querySelectorAll("[data-heading]")) {
    const [said, label] = [heading.textContent.trim(), data.headings[heading.dataset.heading][1]]
    const title = label.slice(label.indexOf(" ") + 1)
    if (said.endsWith(title) && said.length < title.length + 8) heading.classList.add("heading") // the title and its number, nothing else
  }
  root.replaceChildren(paragraphs)
}

// A piece of a line; one with marks can be clicked, or reached with Tab and chosen with Enter.
function stretch(root, data, line, marks, notes, pick) {
  const noted = notes.map((n) => `noted ${data.notes[n][0]}`).join(" ")
  if (!marks.length) return noted ? made("span", line, noted) : document.createTextNode(line)
  const [facts, [, kind, label]] = [marks.map((n) => data.marks[n][0]), data.marks[marks[0]]]
  const doubtful = marks.some((n) => data.marks[n][3]) ? "doubtful" : ""
  const mark = made("mark", line, [kind, doubtful, noted].filter(Boolean).join(" "))
  mark.title = marks.length > 1 ? `${label}\n${data.words.several.replace("{count}", marks.length)}` : label
  mark.tabIndex = 0
  mark.setAttribute("role", "button")
  mark.dataset.facts = facts.join(" ")
  mark.onclick = () => pick(facts[(facts.indexOf(root.dataset.focus) + 1) % facts.length])
  mark.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    mark.onclick()
  }
  return mark
}

function focusOn(root, fact) {
  root.dataset.focus = fact
  root.querySelectorAll("mark.focus").forEach((mark) => mark.classList.remove("focus"))
  if (!fact) return
  const marks = [...root.querySelectorAll("mark")].filter((mark) => mark.dataset.facts.split(" ").includes(fact))
  marks.forEach((mark) => mark.classList.add("focus"))
  if (!marks.length) return
  // Only to a mark that is out of sight, and the document before the page around it.
  const [mark, frame] = [marks[0].getBoundingClientRect(), root.getBoundingClientRect()]
  const hidden = mark.top < Math.max(frame.top, 0) || mark.bottom > Math.min(frame.bottom, innerHeight)
  if (hidden) root.scrollTop += mark.top - frame.top - frame.height / 3
  if (marks[0].getBoundingClientRect().bottom > innerHeight) marks[0].scrollIntoView({ block: "nearest" })
}
