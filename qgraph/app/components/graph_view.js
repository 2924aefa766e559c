// Owns a sandboxed frame with the graph's page and relays what is clicked there. The frame runs scripts but is of no origin: it reaches nothing here.
// It may not download either, so it sends its picture, and the file is offered from here.
const PNG = "data:image/png;base64,"

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector("#graph-host")
  let frame = host.querySelector("iframe")
  if (!frame) {
    frame = document.createElement("iframe")
    frame.setAttribute("sandbox", "allow-scripts")
    host.append(frame)
    for (const [name, message] of [["fit", { fit: true }], ["png", { png: true }]]) {
      const button = document.createElement("button")
      button.type = "button"
      button.className = name
      button.onclick = () => frame.contentWindow.postMessage(message, "*")
      host.append(button)
    }
  }
  frame.title = data.title
  frame.style.height = `${data.height}px`
  for (const name of ["fit", "png"]) host.querySelector(`button.${name}`).textContent = data[name]
  // What was clicked in the picture is where somebody looks; what was chosen elsewhere is moved into the middle.
  host.show = () => {
    if (frame.dataset.ready === "1" && host.shown !== data.focus) {
      frame.contentWindow.postMessage({ focus: data.focus, centre: host.started && host.clicked !== data.focus }, "*")
      host.shown = data.focus
    }
    host.started = true
  }
  host.relay = ({ kind, id }) => {
    if (kind === "ready") {
      frame.dataset.ready = "1"
      host.started = false
      host.shown = undefined
      host.show()
    }
    if (kind === "node" || kind === "open") {
      host.clicked = host.shown = id
      setTriggerValue("event", { kind, id, at: Date.now() })
    }
    if (kind === "png" && String(id).startsWith(PNG)) {
      const link = document.createElement("a")
      link.href = id
      link.download = data.file
      link.click()
    }
  }
  if (!host.listening) {
    host.listening = (event) => {
      if (event.source === frame.contentWindow && event.data && event.data.qgraph === true) host.relay(event.data)
    }
    window.addEventListener("message", host.listening)
  }
  if (frame.dataset.version !== data.version) {
    frame.dataset.version = data.version
    frame.dataset.ready = ""
    frame.srcdoc = data.page
  } else host.show()
  return () => { window.removeEventListener("message", host.listening); host.listening = null }
}
