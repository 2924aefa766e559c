// Owns a sandboxed frame with the graph's page and relays what is clicked there. The frame runs scripts but is of no origin: it reaches nothing here.
export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector("#graph-host")
  let frame = host.querySelector("iframe")
  if (!frame) {
    frame = document.createElement("iframe")
    frame.setAttribute("sandbox", "allow-scripts")
    frame.title = data.title
    host.append(frame)
  }
  frame.style.height = `${data.height}px`
  host.relay = ({ kind, id }) => {
    if (kind === "ready") frame.dataset.ready = "1"
    if (kind === "ready" && data.focus) frame.contentWindow.postMessage({ focus: data.focus }, "*")
    if (kind === "node" || kind === "open") setTriggerValue("event", { kind, id, at: Date.now() })
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
  }
  return () => { window.removeEventListener("message", host.listening); host.listening = null }
}
