// Shows the quotes, scrolls to the one that a link names, and copies citations and links.
export default ({ parentElement, data }) => {
  const list = parentElement.querySelector('.quotes')
  if (list.dataset.shown !== data.shown) {
    list.innerHTML = data.html
    list.dataset.shown = data.shown
    list.querySelector('.opened')?.scrollIntoView({ block: 'center' })
  }
  const copy = async (button, text) => {
    const was = button.textContent
    try { await navigator.clipboard.writeText(text); button.textContent = 'Copied' }
    catch { button.textContent = 'Copying is not allowed here' }
    setTimeout(() => { button.textContent = was }, 1600)
  }
  list.onclick = event => {
    const button = event.target.closest('button')
    if (button?.dataset.cite) copy(button, button.dataset.cite)
    if (button?.dataset.account) {
      const link = new URL(window.location.href)
      link.searchParams.set('quote', button.dataset.account)
      copy(button, link.href)
    }
  }
}
