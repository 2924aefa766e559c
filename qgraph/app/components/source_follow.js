// Shared by the text and the list: which fact source_focus says is chosen, and following it for as long as the element is on the page.
function chosen(root) {
  const [fact, prefix] = [document.documentElement.dataset.sourceFocus || "", root.dataset.prefix]
  return fact.startsWith(prefix) ? fact.slice(prefix.length) : ""
}

function listen(root, at, show) {
  const follow = () => {
    if (!root.isConnected) document.removeEventListener("source-focus", follow)
    else if (at() !== chosen(root)) show(root, chosen(root))
  }
  document.addEventListener("source-focus", follow)
  // It may be drawn before its style is there, and a frame without a height has everything in sight.
  new ResizeObserver(() => show(root, at() || "")).observe(root)
}
