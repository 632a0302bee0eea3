/** An event as a project keeps it. */
export type StoredEvent = {
  uuid: string;
  event: string;
  distinctId: string;
  /** ISO time of the event itself. */
  timestamp: string;
  properties: Record<string, unknown>;
  /** When it came, milliseconds by the service's clock. */
  receivedAtMs: number;
};

export type Recording = { id: string; distinctId: string; snapshots: number; startedAtMs: number };

export type Insight = {
  id: number;
  shortId: string;
  name: string;
  description: string;
  labels: string[];
  data: number[];
};

export type Flag = { key: string; enabled: boolean; variants?: string[] };

/** What somebody has at PostHog: keys, events, recordings, flags, insights. */
export class Project {
  readonly #events = new Map<string, StoredEvent>();
  readonly #recordings = new Map<string, Recording>();
  /** Events that came again under the same uuid. */
  duplicates = 0;
  batches = 0;

  constructor(
    readonly id: number,
    readonly name: string,
    readonly key: string,
    readonly personalKeys: readonly string[],
    readonly flags: readonly Flag[],
    readonly insights: readonly Insight[],
  ) {}

  /** Newest last. */
  get events(): StoredEvent[] {
    return [...this.#events.values()];
  }

  get recordings(): Recording[] {
    return [...this.#recordings.values()];
  }

  recording(id: string): Recording | undefined {
    return this.#recordings.get(id);
  }

  /** Keeps an event once, whatever how often it comes. */
  take(event: StoredEvent): void {
    if (this.#events.has(event.uuid)) this.duplicates += 1;
    else this.#events.set(event.uuid, event);
  }

  record(sessionId: string, distinctId: string, nowMs: number): void {
    const known = this.#recordings.get(sessionId);
    if (known) known.snapshots += 1;
    else this.#recordings.set(sessionId, { id: sessionId, distinctId, snapshots: 1, startedAtMs: nowMs });
  }

  clear(): void {
    this.#events.clear();
    this.#recordings.clear();
    this.duplicates = 0;
    this.batches = 0;
  }
}

/** The keys under which the demo can connect; they open nothing outside this sandbox. */
export const SANDBOX_PROJECT_KEY = "phc_sandboxProjectKeyForTheDemo0001";
export const SANDBOX_PERSONAL_KEY = "phx_sandboxPersonalKeyForTheDemo0001";
/** A second project, so that keys of different projects can be mixed up. */
export const OTHER_PROJECT_KEY = "phc_sandboxProjectKeyForTheDemo0002";
export const OTHER_PERSONAL_KEY = "phx_sandboxPersonalKeyForTheDemo0002";

const flags: Flag[] = [
  { key: "new-pricing", enabled: true },
  { key: "old-footer", enabled: false },
  { key: "button-colour", enabled: true, variants: ["blue", "green"] },
];

const insight = (id: number, name: string, data: number[]): Insight => ({
  id,
  shortId: `sbx${id}`,
  name,
  description: "",
  labels: data.map((_, index) => `2026-11-${String(index + 10).padStart(2, "0")}`),
  data,
});

export const sandboxProjects = (): Project[] => [
  new Project(101, "Juniper Lane", SANDBOX_PROJECT_KEY, [SANDBOX_PERSONAL_KEY], flags, [
    insight(7, "Page views a day", [12, 18, 9, 22, 31, 27, 14]),
    insight(8, "Sign-ups a day", [1, 0, 2, 1, 3, 2, 0]),
  ]),
  new Project(102, "Another firm", OTHER_PROJECT_KEY, [OTHER_PERSONAL_KEY], [], []),
];
