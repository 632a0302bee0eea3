const PROMISES = [
  {
    title: "No cookies",
    text: "Visits are told apart by a keyed hash whose key is thrown away after two days.",
  },
  { title: "No addresses kept", text: "An IP address is used to find the country and is never stored." },
  {
    title: "Your data apart",
    text: "Every workspace is kept apart in the database itself, not only in the program.",
  },
  {
    title: "Yours to run",
    text: "Open source. It runs on one machine with Node, or with your own Postgres and Redis.",
  },
];

/** What holds for every visitor and every workspace. */
export function Promises() {
  return (
    <section
      aria-labelledby="promises"
      className="mx-auto grid w-full max-w-6xl gap-8 px-5 pt-20 lg:grid-cols-[1fr_2fr]"
    >
      <h2 id="promises" className="text-2xl font-semibold tracking-tight">
        Kind to your visitors
      </h2>
      <dl className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
        {PROMISES.map(({ title, text }) => (
          <div key={title} className="flex flex-col gap-1">
            <dt className="text-base font-semibold">{title}</dt>
            <dd className="text-text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
