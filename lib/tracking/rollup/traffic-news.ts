import { logger } from "@/lib/logger";
import { publishLive } from "@/lib/live";
import type { SiteInfo } from "./types";

const PAUSE_MS = 1_000;
const SITES_MAX = 10_000;

/** Tells open pages that the numbers of a site have changed; at most once a second a site, the last change included. */
class TrafficNews {
  private readonly waiting = new Map<string, SiteInfo>();
  private readonly toldAtMs = new Map<string, number>();

  add(site: SiteInfo): void {
    this.waiting.set(site.id, site);
  }

  /** Tells what is due; what is not yet is told by a later call. Never throws. */
  async tell(): Promise<void> {
    const nowMs = performance.now();
    if (this.toldAtMs.size > SITES_MAX) this.toldAtMs.clear();
    const due = [...this.waiting.values()].filter(
      ({ id }) => nowMs - (this.toldAtMs.get(id) ?? -Infinity) >= PAUSE_MS,
    );
    for (const { id, tenantId } of due) {
      this.waiting.delete(id);
      this.toldAtMs.set(id, nowMs);
      try {
        await publishLive(null, tenantId, { topic: `sites.${id}.traffic`, siteId: id });
      } catch (error) {
        logger().warn({ siteId: id, reason: String(error) }, "live news of a site could not be told");
      }
    }
  }
}

/** One for the process, since the pause holds between runs too. */
export const trafficNews = new TrafficNews();
