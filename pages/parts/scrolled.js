// Shows a text or a list and scrolls to what a link names, once the style sheet is there and it has its place.
export default async ({ parentElement, data }) => {
  const list = parentElement.querySelector('.scrolled')
  if (list.dataset.shown === data.shown) return
  const turned = list.dataset.shown && list.dataset.part !== data.part
  list.innerHTML = data.html
  list.dataset.shown = data.shown
  list.dataset.part = data.part
  while (getComputedStyle(list).visibility === 'hidden') await new Promise(requestAnimationFrame)
  const opened = list.querySelector('.opened')
  if (turned && !opened) list.scrollIntoView()
  opened?.scrollIntoView({ block: 'center' })
}
