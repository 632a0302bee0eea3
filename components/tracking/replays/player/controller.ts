import { Replayer } from "@rrweb/replay";
import { EventType, type eventWithTime } from "@rrweb/types";
import type { ReplayChunkDto } from "@/lib/tracking/replay/schemas";

export const SPEEDS = [1, 2, 4, 8] as const;

export type PlayerState = {
  /** loading: not a picture yet; failed: there will be none. */
  phase: "loading" | "ready" | "failed";
  isPlaying: boolean;
  /** Waits for a piece that is on its way. */
  isWaiting: boolean;
  isAtEnd: boolean;
  speed: number;
  skipsIdle: boolean;
  /** Milliseconds since the start of the recording. */
  timeMs: number;
  loadedMs: number;
  /** Size of the visitor's window. */
  width: number;
  height: number;
  /** Pages that the recording itself tells of. */
  pages: readonly { atMs: number; path: string }[];
  /** Pieces that could not be loaded or read. */
  lost: number;
};

/** Before anything has arrived. */
export const FIRST_STATE: PlayerState = {
  phase: "loading",
  isPlaying: false,
  isWaiting: false,
  isAtEnd: false,
  speed: 1,
  skipsIdle: true,
  timeMs: 0,
  loadedMs: 0,
  width: 0,
  height: 0,
  pages: [],
  lost: 0,
};

const TICK_MS = 100;
const IDLE_MS = 3_000;
const PLACEHOLDER = "img,.rr-block{background:color-mix(in srgb,currentColor 12%,transparent)}";

type Options = {
  chunks: readonly ReplayChunkDto[];
  durationMs: number;
  load(seq: number): Promise<eventWithTime[]>;
};

/** Plays a recording while its pieces arrive, one after the other. Times are those of the recording. */
export class ReplayController {
  private state = FIRST_STATE;
  private readonly listeners = new Set<() => void>();
  private replayer: Replayer | null = null;
  private events: eventWithTime[] = [];
  private root: HTMLElement | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private isClosed = false;
  private isComplete = false;
  /** Browser's clock of the recording's start, and of the first event that can be shown. */
  private zeroMs: number | null = null;
  private firstMs = 0;

  constructor(private readonly options: Options) {}

  readonly getState = (): PlayerState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins to load; the picture is built into the element. */
  async start(root: HTMLElement): Promise<void> {
    this.root = root;
    for (const chunk of this.options.chunks) {
      const events = await this.options.load(chunk.seq).catch(() => null);
      if (this.isClosed) return;
      if (events) this.take(chunk, events);
      else this.set({ lost: this.state.lost + 1 });
    }
    this.isComplete = true;
    if (this.replayer) this.set({ loadedMs: this.options.durationMs });
    else this.set({ phase: "failed" });
    if (this.state.isWaiting) this.finish();
  }

  play(): void {
    if (!this.replayer || this.state.isPlaying) return;
    const from = this.state.isAtEnd ? 0 : this.state.timeMs;
    this.set({ isPlaying: true, isAtEnd: false, timeMs: from });
    this.replayer.play(this.offset(from));
    this.watch();
  }

  pause(): void {
    this.unwatch();
    if (this.replayer && this.state.isPlaying) this.replayer.pause();
    this.set({ isPlaying: false, isWaiting: false });
  }

  toggle(): void {
    if (this.state.isPlaying) this.pause();
    else this.play();
  }

  /** Goes to a time; what has not been loaded yet is out of reach. */
  seek(timeMs: number): void {
    if (!this.replayer) return;
    const to = Math.min(Math.max(timeMs, 0), this.state.loadedMs);
    this.set({ timeMs: to, isAtEnd: false, isWaiting: false });
    if (this.state.isPlaying) this.replayer.play(this.offset(to));
    else this.replayer.pause(this.offset(to));
  }

  setSpeed(speed: number): void {
    this.set({ speed });
    this.replayer?.setConfig({ speed });
  }

  setSkipsIdle(skipsIdle: boolean): void {
    this.set({ skipsIdle });
    this.replayer?.setConfig({ skipInactive: skipsIdle });
  }

  close(): void {
    this.isClosed = true;
    this.unwatch();
    this.replayer?.destroy();
    this.replayer = null;
    this.listeners.clear();
  }

  private take(chunk: ReplayChunkDto, events: readonly eventWithTime[]): void {
    const first = events[0];
    if (!first) return;
    this.zeroMs ??= first.timestamp - chunk.fromMs;
    this.notePages(events);
    for (const event of events) {
      this.events.push(event);
      this.replayer?.addEvent(event);
    }
    this.replayer ??= this.build();
    if (!this.replayer) return;
    this.set({ loadedMs: Math.min(Math.max(this.state.loadedMs, chunk.toMs), this.options.durationMs) });
    if (this.state.isWaiting) {
      this.set({ isWaiting: false });
      this.replayer.play(this.offset(this.state.timeMs));
    }
  }

  /** Nothing can be shown before the first whole picture of a page. */
  private build(): Replayer | null {
    const from = this.events.findIndex((event) => event.type === EventType.FullSnapshot);
    if (from < 0 || !this.root || this.events.length < 2) return null;
    const meta = this.events.findLastIndex((event, index) => index < from && event.type === EventType.Meta);
    const events = this.events.slice(meta < 0 ? from : meta);
    if (events.length < 2) return null;
    this.firstMs = events[0]?.timestamp ?? 0;
    const replayer = new Replayer(events, {
      root: this.root,
      speed: this.state.speed,
      skipInactive: this.state.skipsIdle,
      inactivePeriodThreshold: IDLE_MS,
      mouseTail: false,
      showWarning: false,
      triggerFocus: false,
      insertStyleRules: [PLACEHOLDER],
    });
    replayer.on("resize", (size) => this.resize(size));
    replayer.on("finish", () => this.finish());
    replayer.iframe.setAttribute("title", "The visitor’s page");
    replayer.iframe.setAttribute("tabindex", "-1");
    // The first picture, standing still.
    replayer.pause(0);
    this.set({ phase: "ready" });
    return replayer;
  }

  private resize(size: unknown): void {
    if (typeof size !== "object" || size === null || !("width" in size) || !("height" in size)) return;
    const { width, height } = size;
    if (typeof width === "number" && typeof height === "number") this.set({ width, height });
  }

  private finish(): void {
    if (!this.state.isPlaying) return;
    if (!this.isComplete) return this.set({ isWaiting: true });
    this.unwatch();
    this.set({ isPlaying: false, isWaiting: false, isAtEnd: true, timeMs: this.options.durationMs });
  }

  private offset(timeMs: number): number {
    return Math.max(0, timeMs - (this.firstMs - (this.zeroMs ?? this.firstMs)));
  }

  private watch(): void {
    this.unwatch();
    this.timer = setInterval(() => {
      if (!this.replayer || this.state.isWaiting) return;
      const lead = this.firstMs - (this.zeroMs ?? this.firstMs);
      const timeMs = Math.min(this.replayer.getCurrentTime() + lead, this.options.durationMs);
      this.set({ timeMs: Math.max(0, timeMs) });
    }, TICK_MS);
  }

  private unwatch(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private notePages(events: readonly eventWithTime[]): void {
    const pages = events.flatMap((event) => {
      if (event.type !== EventType.Custom || event.data.tag !== "page") return [];
      const { payload } = event.data;
      const path = typeof payload === "object" && payload !== null && "path" in payload ? payload.path : null;
      return typeof path === "string"
        ? [{ atMs: Math.max(0, event.timestamp - (this.zeroMs ?? 0)), path }]
        : [];
    });
    if (pages.length > 0) this.set({ pages: [...this.state.pages, ...pages] });
  }

  private set(change: Partial<PlayerState>): void {
    if (this.isClosed) return;
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
