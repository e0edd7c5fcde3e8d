// Shows a text or a list and scrolls to what a link names, once the style sheet is there and it has its place.
export default async ({ parentElement, data }) => {
  const list = parentElement.querySelector('.scrolled')
  if (list.dataset.shown === data.shown) return
  list.innerHTML = data.html
  list.dataset.shown = data.shown
  while (getComputedStyle(list).visibility === 'hidden') await new Promise(requestAnimationFrame)
  list.querySelector('.opened')?.scrollIntoView({ block: 'center' })
}
