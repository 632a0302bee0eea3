import type { EventPropertiesResult } from "../report-schemas";
import { idsOf, VALUE_KIND } from "./filters";
import type { PlannedReport, Question } from "./question";
import type { Goal } from "./read-goals";
import { GoalsScan } from "./scans/goals-scan";
import { PropertiesScan } from "./scans/properties-scan";

const VALUES_SHOWN = 10;

/** The properties of a custom event with their most frequent values. @param limit values of a single property */
export async function planEventProperties(
  question: Question,
  asked: { event: string; property?: string | undefined; limit: number },
): Promise<PlannedReport> {
  const { db, site, range, everyNth } = question;
  const { event, property } = asked;
  const ids = await idsOf(db, site, VALUE_KIND.eventName, "is", [event]);
  const [nameId] = ids;
  if (nameId === undefined)
    return {
      scans: [],
      servedBy: "visit_columns",
      finish: () => ({ kind: "event_properties", event, events: 0, visits: 0, properties: [] }),
    };
  const times = new GoalsScan([{ goal: asGoal(event), ids }]);
  const values = new PropertiesScan(nameId, property ?? null);
  return {
    scans: [
      { range, scan: times },
      { range, scan: values },
    ],
    finish: () => ({
      kind: "event_properties",
      event,
      events: (times.counts[0]?.conversions ?? 0) * everyNth,
      visits: (times.counts[0]?.visits ?? 0) * everyNth,
      properties: propertiesOf(values, property === undefined ? VALUES_SHOWN : asked.limit, everyNth),
    }),
  };
}

/** How often an event happened is counted as that of a goal. */
const asGoal = (event: string): Goal => ({
  id: "",
  name: event,
  kind: "event",
  pattern: event,
  valueCents: null,
  currency: null,
  valueProperty: null,
  isArchived: false,
});

function propertiesOf(
  scan: PropertiesScan,
  limit: number,
  everyNth: number,
): EventPropertiesResult["properties"] {
  return [...scan.properties]
    .map(([name, { events, values }]) => ({
      name,
      events: events * everyNth,
      valuesTotal: values.size,
      values: [...values]
        .sort(([a, x], [b, y]) => y.events - x.events || (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([value, counts]) => ({
          value,
          events: counts.events * everyNth,
          visits: counts.visits * everyNth,
        })),
    }))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
}
