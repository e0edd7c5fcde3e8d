// Shows a text or a list and scrolls to what a link names.
export default ({ parentElement, data }) => {
  const list = parentElement.querySelector('.scrolled')
  if (list.dataset.shown === data.shown) return
  list.innerHTML = data.html
  list.dataset.shown = data.shown
  list.querySelector('.opened')?.scrollIntoView({ block: 'center' })
}
