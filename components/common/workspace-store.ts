/** The workspace of this browser tab: sessionStorage for the tab, a cookie for the server's next render. */
const STORAGE_KEY = "ba_workspace";
const COOKIE = "ba_workspace";
const YEAR_S = 31_536_000;

const listeners = new Set<() => void>();

export function subscribeWorkspace(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The id this tab has chosen, or null when it has not chosen yet. */
export const tabWorkspace = (): string | null => window.sessionStorage.getItem(STORAGE_KEY);

/** Makes a workspace this tab's own and tells the server about it by cookie. */
export function rememberWorkspace(id: string): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}=${encodeURIComponent(id)}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
  if (tabWorkspace() === id) return;
  window.sessionStorage.setItem(STORAGE_KEY, id);
  listeners.forEach((notify) => notify());
}

/** At log out: the next person at this browser starts afresh. */
export function forgetWorkspace(): void {
  document.cookie = `${COOKIE}=; path=/; max-age=0; samesite=lax`;
  window.sessionStorage.removeItem(STORAGE_KEY);
}
