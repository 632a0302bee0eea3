/** Where a browser keeps the chosen theme; absent means: as the system has it. */
export const THEME_KEY = "ba_theme";

const SCRIPT = `try{var t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;

/** Runs before the first paint, so that a chosen theme never flashes. @param nonce of the page's CSP */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  // The browser hides a nonce from scripts, which React would report as a difference.
  return <script suppressHydrationWarning nonce={nonce} dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
