import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";
import { VisitTrail } from "@/components/ui/visit-trail";

const WAVE = [
  42, 48, 45, 61, 58, 30, 27, 52, 57, 66, 63, 71, 38, 35, 60, 68, 74, 70, 82, 44, 41, 72, 79, 84, 81, 93, 52,
  49,
];
const STATS = [
  { label: "Visitors", value: 1634, trend: WAVE },
  { label: "Visits", value: 2087, trend: WAVE.map((value, index) => value + ((index * 7) % 13)) },
  { label: "Requests", value: 23, trend: WAVE.map((value, index) => Math.round(value / 40) + (index % 3)) },
];
const TRAIL = [
  { time: "14:02", label: "Came from a newsletter", detail: "channel: Email" },
  { time: "14:02", label: "/services/brand-refresh" },
  { time: "14:05", label: "/work" },
  { time: "14:09", label: "/contact", detail: "request sent" },
];

/** The product's own components with made-up numbers, and a line that says so. */
export function HeroPreview() {
  return (
    <figure className="flex flex-col gap-3">
      <div className="grid gap-4 sm:pb-16">
        <Card className="grid grid-cols-3 divide-x divide-border overflow-hidden max-sm:[&>*]:p-3">
          {STATS.map((stat) => (
            <Stat key={stat.label} {...stat} />
          ))}
        </Card>
        <Card className="shadow-float sm:-mb-16 sm:ml-16">
          <CardHeader title="Request: new brand for a bakery" actions={<Badge tone="accent">New</Badge>} />
          <div className="p-4">
            <VisitTrail steps={TRAIL} />
          </div>
        </Card>
      </div>
      <figcaption className="text-xs text-text-muted sm:ml-16">
        Drawn with the product’s own parts. The numbers are made up.
      </figcaption>
    </figure>
  );
}
