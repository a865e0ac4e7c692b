const KEY = 'serai.theme';
const THEMES = ['auto', 'light', 'dark'];

/** The chosen theme; "auto" follows the system. */
export function theme() {
  try {
    const chosen = localStorage.getItem(KEY);
    return THEMES.includes(chosen) ? chosen : 'auto';
  } catch {
    return 'auto';
  }
}

export function apply(chosen) {
  document.documentElement.dataset.theme = chosen;
}

export function next(chosen) {
  const following = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length];
  try {
    localStorage.setItem(KEY, following);
  } catch {
    // Without storage the choice holds until the page closes.
  }
  apply(following);
  return following;
}
