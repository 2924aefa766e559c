// Says in which language the page speaks, to those who hear it.
export default function ({ data }) {
  document.documentElement.lang = data.language
}
