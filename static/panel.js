// The evidence panel: whatever is clicked or chosen that rests on accounts opens them here.
const store = (window.dossierPanel ??= { open: () => {}, listening: false })

const ofChart = (chart, event) => {
  const plot = chart.querySelector('.js-plotly-plot')
  if (!plot?.data) return null
  for (const text of plot.querySelectorAll('.textpoint')) {
    const box = text.getBoundingClientRect()
    const inside = event.clientX >= box.left && event.clientX <= box.right &&
      event.clientY >= box.top - 2 && event.clientY <= box.bottom + 2
    const ids = inside && accountsOf(text, plot)
    if (ids) return { ids: ids[0] }
  }
  const point = plot._hoverdata?.[0]
  return point?.customdata ? { ids: point.customdata[0] } : null
}

// A mark's own accounts (Plotly calls a point's customdata data, and keeps that of a bar in its trace), or those of
// the mark that a label belongs to.
const accountsOf = (mark, plot) => {
  const point = mark.__data__, trace = traceOf(mark)
  return point?.data ?? trace?.customdata?.[point.i] ?? plot.data[trace?.meta?.marks]?.customdata[point.i]
}

const traceOf = mark => mark.closest('.trace')?.__data__?.[0]?.trace

// By keyboard a chart takes the focus; the arrows go from mark to mark as one reads, and Enter opens the one framed.
const CHARTS = '.st-key-figure-side [data-testid=stPlotlyChart]:not(.st-key-picture-preview *)'
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }
const HINT = 'Arrow keys go from mark to mark, Enter opens the sentence behind it.'

const reachable = () => {
  for (const chart of document.querySelectorAll(`${CHARTS}:not([tabindex])`)) {
    chart.tabIndex = 0
    chart.setAttribute('aria-description', HINT)
    chart.addEventListener('focus', () => { if (chart.matches(':focus-visible')) framed(chart) })  // not by a click
    chart.addEventListener('blur', () => chart.querySelector('.framed')?.remove())
  }
}

// The marks that open something, line by line; a label only where no mark has its accounts.
const marksOf = chart => {
  const plot = chart.querySelector('.js-plotly-plot')
  const signs = selector => [...plot?.querySelectorAll(selector) ?? []]
    .map(mark => ({ mark, ids: accountsOf(mark, plot)?.[0], box: mark.getBoundingClientRect() }))
    .filter(one => one.ids && one.box.width)
  const marks = signs('.point')
  const had = new Set(marks.map(one => one.ids))
  return [...marks, ...signs('.textpoint').filter(one => !had.has(one.ids))].sort((a, b) =>
    Math.abs(a.box.top - b.box.top) > 4 ? a.box.top - b.box.top : a.box.left - b.box.left)
}

// What the pointer would be told, where it is no template of Plotly's.
const wordsOf = ({ mark }) => {
  const point = mark.__data__, trace = traceOf(mark)
  const words = [trace?.hovertext?.[point.i], trace?.hovertemplate, point.tx].find(one => one && !one.includes('%{')) ??
    mark.textContent
  return new DOMParser().parseFromString(words.replaceAll('<br>', ' '), 'text/html').body.textContent.trim()
}

// Frame the mark that is chosen, and say its words below it; before one is chosen, say how.
const framed = (chart, step = 0) => {
  const marks = marksOf(chart)
  const last = marks.length - 1
  const at = step ? Math.max(0, Math.min((chart.chosen ?? (step > 0 ? -1 : 1)) + step, last)) : chart.chosen
  chart.chosen = last < 0 ? undefined : at
  const one = marks[chart.chosen]
  const seen = one?.mark.getBoundingClientRect()
  if (seen && (seen.top < 80 || seen.bottom > window.innerHeight - 80)) one.mark.scrollIntoView({ block: 'center' })
  const frame = chart.querySelector('.framed') ?? chart.appendChild(Object.assign(document.createElement('div'),
    { className: 'framed', innerHTML: '<i></i><p role="status"></p>' }))
  const place = chart.getBoundingClientRect()
  const box = one?.mark.getBoundingClientRect() ?? new DOMRect(place.left, place.top, 0, 0)
  const [sign, words] = frame.children
  Object.assign(sign.style, { left: `${box.left - place.left - 4}px`, top: `${box.top - place.top - 4}px`,
    width: `${box.width + 8}px`, height: `${box.height + 8}px` })
  sign.hidden = !one
  words.textContent = one ? wordsOf(one) : HINT
  const above = box.bottom + words.offsetHeight + 16 > window.innerHeight
  Object.assign(words.style, { left: `${Math.max(0, Math.min(box.left - place.left, place.width - words.offsetWidth))}px`,
    top: `${above ? box.top - place.top - words.offsetHeight - 8 : box.bottom - place.top + 8}px` })
}

const onChartKey = event => {
  const chart = event.target
  const step = STEPS[event.key]
  if (!step && event.key !== 'Enter' && event.key !== ' ') return
  event.preventDefault()
  if (step) return framed(chart, step)
  const one = marksOf(chart)[chart.chosen]
  if (one) store.open(one.ids, '', chart)
}

// What the pointer is on: the map says so in its tooltip.
const ofMap = map => [...map.querySelectorAll('.deck-tooltip')].filter(one => one.checkVisibility())
  .map(one => one.querySelector('[data-accounts]')).find(one => one?.dataset.accounts)

const onClick = event => {
  const target = event.target
  const close = target.closest?.('[data-close]')
  if (close) return store.open('', '')
  const copy = target.closest?.('[data-copy], [data-link]')
  if (copy) return copied(copy)
  const add = target.closest?.('[data-add]')
  if (add) return added(add)
  const picture = target.closest?.('[data-picture]')
  if (picture) return pictured(picture)
  const sort = target.closest?.('[data-sort]')
  if (sort) return sorted(sort)
  if (target.closest?.('a')) return
  const element = target.closest?.('[data-accounts]') ?? target.closest?.('.opens')?.querySelector('[data-accounts]')
  if (element) {
    if (String(window.getSelection()).trim() && !element.contains(target)) return
    return store.open(element.dataset.accounts, element.dataset.chosen || '', element)
  }
  const chart = target.closest?.('[data-testid=stPlotlyChart]')
  const found = chart && ofChart(chart, event)
  if (found) return store.open(found.ids, '', chart)
  const map = target.closest?.('[data-testid=stDeckGlJsonChart]')
  const tip = map && ofMap(map)
  if (tip) store.open(tip.dataset.accounts, '')
}

const onKey = event => {
  if (event.target.matches?.(CHARTS)) onChartKey(event)
  if ((event.key === 'Enter' || event.key === ' ') && event.target.matches?.('[role=button][data-accounts]')) {
    event.preventDefault()
    event.target.click()
  }
  if (event.key === 'Escape' && document.querySelector('.evidence.open')) store.open('', '')
}

// Enter in a chooser of several takes what is typed there, in whatever spelling: the program finds out who is meant.
const TYPED = '[data-testid=stMultiSelect] input[role=combobox]'

const onTyped = event => {
  const box = event.target
  if (!box.matches?.(TYPED)) return
  if (event.type === 'input') box.moved = false
  else if (event.key.startsWith('Arrow')) box.moved = true
  else if (event.key === 'Enter' && !event.isComposing && !box.moved && box.value.trim()) {
    const typed = [...document.querySelectorAll('[role=option]')].find(one => one.textContent === `Add: ${box.value}`)
    if (!typed) return
    event.preventDefault()
    event.stopPropagation()
    typed.click()
  }
}

const copied = async button => {
  button.dataset.label ??= button.textContent
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? await linkOf(button))
    button.textContent = 'Copied'
  } catch { button.textContent = 'Copying is not allowed here' }
  backAfter(button)
}

const backAfter = button => {
  clearTimeout(button.back)
  button.back = setTimeout(() => { button.textContent = button.dataset.label }, 1600)
}

const added = button => {
  button.dataset.label ??= button.textContent
  store.added(button.dataset.add)
  button.textContent = 'Added'
  backAfter(button)
}

// The address of the page as it stands, and the data version. A script that still runs may be about to put there
// what was chosen last; it is not waited for longer than a browser lets a click write to the clipboard.
const linkOf = async button => {
  const running = () => document.querySelector('[data-test-script-state=running]')
  for (let tries = 0; tries < 40 && running(); tries += 1) await new Promise(done => setTimeout(done, 50))
  const link = new URL(window.location.href)
  link.searchParams.delete('embed')  // from within another page it leads to the whole one
  if (button.dataset.link) link.searchParams.set(button.dataset.parameter || 'open', button.dataset.link)
  const version = document.querySelector('[data-version]')?.dataset.version
  if (version) link.searchParams.set('data', version)
  return link.href
}

// The preview as a PNG, made in this browser alone: its layers as one SVG with the fonts inside, painted on a canvas.
const pictured = async button => {
  const was = button.textContent
  try {
    const layers = [...document.querySelectorAll('.st-key-picture-preview .main-svg')]
    const whole = layers[0].cloneNode(true)
    for (const layer of layers.slice(1)) whole.append(...layer.cloneNode(true).childNodes)
    whole.querySelectorAll('.hoverlayer, .zoomlayer').forEach(one => one.remove())
    const [width, height] = ['width', 'height'].map(side => Number(layers[0].getAttribute(side)))
    const scale = Number(button.dataset.pixels) / width
    const fonts = document.createElementNS('http://www.w3.org/2000/svg', 'style')
    fonts.textContent = await (await fetch(new URL('/app/static/picture-fonts.css', location.href))).text()
    whole.prepend(fonts)
    const image = new Image()
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(whole))}`
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: width * scale, height: height * scale })
    const pen = canvas.getContext('2d')
    pen.fillStyle = layers[0].style.background || layers[0].style.backgroundColor || 'white'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await new Promise(done => canvas.toBlob(done, 'image/png')))
    link.download = `${button.dataset.picture}.png`
    link.click()
    URL.revokeObjectURL(link.href)
    button.textContent = 'Saved'
  } catch { button.textContent = 'This browser cannot make it' }
  setTimeout(() => { button.textContent = was }, 1600)
}

const sorted = button => {
  const head = button.closest('th')
  const up = head.getAttribute('aria-sort') !== 'ascending'
  order(head, up)
  store.sorted(`${button.textContent}:${up ? 'asc' : 'desc'}`)
}

// A table that is new is sorted as the URL says, on opening a link as after a change of the filter.
const restored = () => {
  for (const table of document.querySelectorAll('.twin table:not([data-ready])')) {
    table.dataset.ready = '1'
    const asked = new URLSearchParams(window.location.search).get('sort') ?? ''
    const [, name, way] = /^(.*):(asc|desc)$/s.exec(asked) ?? []
    const button = [...table.querySelectorAll('[data-sort]')].find(one => one.textContent === name)
    if (button) order(button.closest('th'), way === 'asc')
  }
}

const order = (head, up) => {
  for (const one of head.parentElement.children) if (one.hasAttribute('aria-sort')) one.setAttribute('aria-sort', 'none')
  head.setAttribute('aria-sort', up ? 'ascending' : 'descending')
  const body = head.closest('table').tBodies[0]
  const at = head.cellIndex
  const key = row => row.cells[at].dataset.value ?? row.cells[at].textContent
  const rows = [...body.rows].sort((a, b) =>
    key(a).localeCompare(key(b), undefined, { numeric: true }) * (up ? 1 : -1))
  body.append(...rows)
}

export default ({ parentElement, data, setStateValue }) => {
  const panel = parentElement.querySelector('.evidence')
  store.open = (ids, chosen, element) => {
    if (ids) store.from = element?.closest('.evidence') ? store.from : element
    store.focus = Boolean(ids)
    setStateValue('opened', ids ? { ids, chosen, at: Date.now() } : { ids: '', chosen: '', at: Date.now() })
  }
  store.added = account => setStateValue('added', { account, at: Date.now() })
  store.sorted = by => setStateValue('sorted', { by, at: Date.now() })
  if (!store.listening) {
    store.listening = true
    new MutationObserver(() => { restored(); reachable() }).observe(document.body, { childList: true, subtree: true })
    restored()
    reachable()
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    for (const kind of ['keydown', 'input']) document.addEventListener(kind, onTyped, true)
  }
  if (panel.dataset.shown !== data.shown) {
    panel.dataset.shown = data.shown
    panel.innerHTML = data.html
    panel.classList.toggle('open', Boolean(data.opened))
    document.documentElement.classList.toggle('evidence-open', Boolean(data.opened))
    panel.scrollTop = 0
    if (store.focus) panel.querySelector('h2')?.focus({ preventScroll: true })
    else if (store.from?.isConnected) store.from.focus?.({ preventScroll: true })
    store.focus = false
  }
}
