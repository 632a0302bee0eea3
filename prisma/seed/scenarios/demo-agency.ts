import { nowMs } from "@/lib/clock";
import { addDays, siteDay } from "@/lib/tracking/time/site-day";
import { addDemoUser, addWorkspace, DEMO_LOGIN, type WorkspaceDetails } from "../accounts";
import { asSystem } from "../connections";
import { planRequests } from "../requests/plan-requests";
import { studioVoice, type Voice, workshopVoice } from "../requests/people.data";
import { loadRequests } from "../requests/load-requests";
import { rollUpDuring } from "../roll-up";
import type { Loaded, Scenario } from "../scenario";
import { juniperLane } from "../sites/juniper-lane.data";
import { saltmarshCycles } from "../sites/saltmarsh-cycles.data";
import { clockTimeMs } from "../traffic/calendar";
import { loadTraffic } from "../traffic/load-traffic";
import type { TrafficProfile } from "../traffic/profile";
import { addWebsite, type WebsiteDetails } from "../website";

/** Public by nature: they stand in every page of the website. */
export const DEMO_KEYS = {
  siteKey: "demo-juniper-lane-site",
  formKey: "demo-juniper-lane-contact",
  scopeFormKey: "demo-juniper-lane-project",
} as const;

const DAY_MS = 86_400_000;
/** Days of traffic that a first load makes, today included. */
const DAYS = 90;

type Part = {
  workspace: WorkspaceDetails;
  website: WebsiteDetails;
  traffic: TrafficProfile;
  voice: Voice;
};

const PARTS: readonly Part[] = [
  {
    workspace: {
      label: "juniper-lane",
      name: "Juniper Lane Studio",
      timeZone: juniperLane.timeZone,
      industry: "Design studio",
      description:
        "A small design studio for places that people visit: names, identities, websites and campaigns.",
    },
    website: {
      label: juniperLane.label,
      name: "Juniper Lane",
      domain: juniperLane.host,
      timeZone: juniperLane.timeZone,
      // The sandbox serves this website on the developer's own machine.
      allowedHosts: ["localhost", "127.0.0.1"],
      siteKey: DEMO_KEYS.siteKey,
      forms: [
        { kind: "contact", name: "Contact form", formKey: DEMO_KEYS.formKey },
        { kind: "project_scope", name: "Plan a project", formKey: DEMO_KEYS.scopeFormKey },
      ],
    },
    traffic: juniperLane,
    voice: studioVoice,
  },
  {
    workspace: {
      label: "saltmarsh-cycles",
      name: "Saltmarsh Cycles",
      timeZone: saltmarshCycles.timeZone,
      industry: "Bicycle workshop",
      description: "Repairs, frames and bicycles for firms, by the harbour.",
    },
    website: {
      label: saltmarshCycles.label,
      name: "Saltmarsh Cycles",
      domain: saltmarshCycles.host,
      timeZone: saltmarshCycles.timeZone,
      allowedHosts: [],
      siteKey: "demo-saltmarsh-cycles-site",
      forms: [{ kind: "contact", name: "Ask the workshop", formKey: "demo-saltmarsh-cycles-contact" }],
    },
    traffic: saltmarshCycles,
    voice: workshopVoice,
  },
];

export const demoAgency: Scenario = {
  name: "demo-agency",
  about: "two workspaces with 90 days of visitors and requests",
  load: loadDemoAgency,
};

async function loadDemoAgency(): Promise<Loaded> {
  const atMs = nowMs();
  await asSystem(addDemoUser);
  const lines: string[] = [];
  // The demo's own workspace is the oldest at every hour of the day: a log-in opens it.
  for (const [place, part] of PARTS.entries())
    lines.push(await loadPart(part, { atMs, joinedMs: atMs - (DAYS + 3) * DAY_MS + place * 60_000 }));
  return {
    lines: [
      ...lines,
      "Look at /dashboard, /analytics and /crm/requests; the website itself is at /site of the sandbox.",
    ],
    demo: { ...DEMO_LOGIN, ...DEMO_KEYS },
  };
}

async function loadPart(part: Part, { atMs, joinedMs }: { atMs: number; joinedMs: number }): Promise<string> {
  const { timeZone } = part.traffic;
  const firstDay = addDays(siteDay(timeZone, atMs), 1 - DAYS);
  const startedMs = clockTimeMs(timeZone, addDays(firstDay, -1), 16 * 60 + 20);
  const workspace = await asSystem((client) => addWorkspace(client, part.workspace, joinedMs));
  const website = await addWebsite(workspace, part.website, startedMs);
  // An older load began on another day: its visitors go on from there, so that nothing is counted twice.
  const fromDay = addDays(siteDay(timeZone, website.createdAtMs), 1);
  const traffic = await rollUpDuring(loadTraffic(website.site, part.traffic, { fromDay, nowMs: atMs }));
  const requests = planRequests(traffic.sent, part.voice, atMs);
  const place = {
    tenantId: workspace.tenantId,
    siteId: website.site.id,
    siteNo: website.site.no,
    forms: website.forms,
    nowMs: atMs,
  };
  const added = await loadRequests(place, requests);
  return `${part.workspace.name}: ${traffic.visits} visits since ${fromDay} (${traffic.newEvents} of ${traffic.events} events new), ${requests.length} requests (${added} new).`;
}
