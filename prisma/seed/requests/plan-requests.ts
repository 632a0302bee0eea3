import { Random } from "../random";
import type { SentForm } from "../traffic/event-rows";
import {
  BUDGETS,
  FIRM_FIRST,
  FIRM_SECOND,
  FIRST_NAMES,
  LAST_NAMES,
  TIMELINES,
  type Voice,
} from "./people.data";

export type Person = { name: string; email: string; company: string; phone: string };
export type Status = "new" | "open" | "done" | "spam";

export type PlannedRequest = {
  id: string;
  sent: SentForm;
  person: Person;
  message: string;
  scope: Scope | null;
  status: Status;
  /** When somebody last moved it on; null while it is new. */
  handledAtMs: number | null;
};

export type Scope = {
  services: string[];
  budgetRange: string;
  timeline: string;
  goals: string;
  links: string[];
  details: string;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const AGAIN_SHARE = 0.12;

/**
 * Who sent the forms and what they wrote. Each request depends on its own form and on those before it, never on those
 * after, so that loading on a later day adds to what is there.
 */
export function planRequests(sentForms: readonly SentForm[], voice: Voice, nowMs: number): PlannedRequest[] {
  const people: Person[] = [];
  return [...sentForms]
    .sort((a, b) => a.atMs - b.atMs)
    .map((sent) => {
      const random = new Random(`request ${sent.label}`);
      const known = random.chance(AGAIN_SHARE) && people.length > 0 ? random.pick(people) : undefined;
      const person = known ?? newPerson(voice, random);
      if (!known) people.push(person);
      const message = random.chance(0.05) ? null : write(voice, random);
      const status = message === null ? spamOrNew(nowMs - sent.atMs) : statusOf(nowMs - sent.atMs, random);
      return {
        id: random.id(sent.atMs),
        sent,
        person,
        message:
          message ??
          "We bring any website to the first place of any search engine. Answer for our price list.",
        scope: sent.kind === "project_scope" ? scopeOf(voice, person, random) : null,
        status,
        handledAtMs: status === "new" ? null : Math.min(sent.atMs + random.between(1, 20) * HOUR_MS, nowMs),
      };
    });
}

function newPerson(voice: Voice, random: Random): Person {
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const firm = `${random.pick(FIRM_FIRST)} ${random.pick(FIRM_SECOND)} ${random.pick(voice.firmKinds)}`;
  const isPrivate = voice.services.length === 0 && random.chance(0.6);
  const domain = isPrivate ? "letterbox.example" : `${slug(firm)}.example`;
  return {
    name: `${first} ${last}`,
    email: `${slug(first)}.${slug(last)}${isPrivate ? random.whole(10, 99) : ""}@${domain}`,
    company: isPrivate ? "" : firm,
    phone: random.chance(0.4) ? voice.phone(random.whole(0, 999)) : "",
  };
}

/** Lower case, ASCII, hyphens: what an address may hold. */
const slug = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");

function write(voice: Voice, random: Random): string {
  const parts = [random.pick(voice.openings), random.pick(voice.asks)];
  if (random.chance(0.35)) parts.push(random.pick(voice.asks.filter((ask) => !parts.includes(ask))));
  if (random.chance(0.7)) parts.push(random.pick(voice.closings));
  return parts.join(" ");
}

function scopeOf(voice: Voice, person: Person, random: Random): Scope {
  const services = voice.services.filter(() => random.chance(0.45));
  return {
    services: services.length > 0 ? services : [random.pick(voice.services)],
    budgetRange: random.pick(BUDGETS),
    timeline: random.pick(TIMELINES),
    goals: random.pick(voice.goals),
    links: person.company === "" ? [] : [`https://${person.email.slice(person.email.indexOf("@") + 1)}`],
    details: random.chance(0.6) ? write(voice, random) : "",
  };
}

function statusOf(ageMs: number, random: Random): Status {
  const draw = random.fraction();
  if (ageMs < 1.5 * DAY_MS) return draw < 0.75 ? "new" : "open";
  if (ageMs < 7 * DAY_MS) return draw < 0.15 ? "new" : draw < 0.55 ? "open" : "done";
  return draw < 0.08 ? "open" : "done";
}

const spamOrNew = (ageMs: number): Status => (ageMs < DAY_MS ? "new" : "spam");
