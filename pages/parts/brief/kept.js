// The briefing in this tab: stored at each change; told once a visit where one is left of before a reload.
const KEY = 'dossier-briefing'
const told = (window.dossierBriefing ??= { visit: '' })

export default ({ data, setStateValue }) => {
  try {
    const kept = sessionStorage.getItem(KEY)
    const first = told.visit !== data.visit
    told.visit = data.visit
    if (first && kept && kept !== data.draft) return setStateValue('kept', kept)
    if (data.draft) sessionStorage.setItem(KEY, data.draft)
    else sessionStorage.removeItem(KEY)
  } catch { /* this browser stores nothing: the briefing lives as long as the visit */ }
}
