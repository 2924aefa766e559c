// The facts of a document as a list of which one is chosen; it follows what source_focus says, and brings the chosen line into sight.
export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector("#facts")
  if (!list || list.dataset.version === data.version) return
  if (!list.dataset.version) listen(list, () => list.dataset.chosen, choose)
  list.dataset.version = data.version
  list.dataset.prefix = data.prefix
  list.setAttribute("aria-label", data.label)
  const pick = (fact) => {
    choose(list, fact)
    setTriggerValue("picked", data.prefix + fact)
  }
  list.replaceChildren(...data.rows.map((row) => line(row, pick)))
  // Arrows move through the list as in any list box; the text follows.
  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !list.children.length) return
    event.preventDefault()
    const at = [...list.children].findIndex((one) => one.dataset.fact === list.dataset.chosen)
    const to = at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.children.length - 1)
    pick(list.children[to].dataset.fact)
  }
  choose(list, chosen(list))
}

function line([fact, kind, name, says, doubt], pick) {
  const one = document.createElement("div")
  one.id = `fact-${fact.replaceAll("/", "-")}`
  one.dataset.fact = fact
  one.setAttribute("role", "option")
  for (const [text, look] of [[name, `kind ${kind}`], [says, "says"], [doubt, "doubt"]]) {
    if (!text) continue
    const part = document.createElement("span")
    part.textContent = text
    part.className = look
    one.append(part)
  }
  one.onclick = () => pick(fact)
  return one
}

function choose(list, fact) {
  list.dataset.chosen = fact
  list.removeAttribute("aria-activedescendant")
  for (const one of list.children) {
    const here = fact !== "" && one.dataset.fact === fact
    one.setAttribute("aria-selected", here)
    if (!here) continue
    list.setAttribute("aria-activedescendant", one.id)
    const [row, frame] = [one.getBoundingClientRect(), list.getBoundingClientRect()]
    if (row.top < frame.top || row.bottom > frame.bottom) list.scrollTop += row.top - frame.top - frame.height / 3
  }
}
