/** The looks of the top bar's triggers, shared by the plain button and by the menu that takes its place. */
export const userMenuClass =
  "flex size-9 items-center justify-center rounded-full hover:bg-surface-hover [@media(pointer:coarse)]:size-11";
export const workspaceClass =
  "touch-target flex h-9 max-w-full min-w-0 items-center gap-2 rounded-ui px-1.5 font-medium hover:bg-surface-hover";
export const bellClass =
  "relative flex size-9 items-center justify-center rounded-ui text-text hover:bg-surface-hover [@media(pointer:coarse)]:size-11";
