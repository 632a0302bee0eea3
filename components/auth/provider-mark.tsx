/** The sign of a sign-in service, in the text's own colour. */
export function ProviderMark({ id }: { id: "google" | "linkedin" }) {
  const path =
    id === "google"
      ? "M12 10.6v3.1h4.4c-.4 2-2.1 3.4-4.4 3.4a5.1 5.1 0 1 1 3.3-9l2.3-2.3A8.3 8.3 0 1 0 12 20.3c4.8 0 8-3.4 8-8.1 0-.6 0-1.1-.1-1.6H12Z"
      : "M5.2 9.2h3V19h-3V9.2Zm1.5-4.7a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5ZM10.2 9.2H13v1.3c.4-.8 1.5-1.6 3-1.6 3.1 0 3.7 2 3.7 4.7V19h-3v-4.8c0-1.2 0-2.6-1.6-2.6s-1.9 1.3-1.9 2.5V19h-3V9.2Z";
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="size-[1.125rem] shrink-0 fill-current">
      <path d={path} />
    </svg>
  );
}
