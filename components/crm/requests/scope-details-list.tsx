import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import type { ScopeDetails } from "@/lib/crm/schemas";

const paragraph = (text: string) => <span className="whitespace-pre-wrap">{text}</span>;

/** Only web addresses become links: whatever else a sender wrote stays text. */
const isWebAddress = (link: string): boolean =>
  URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);

function Links({ links }: { links: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {links.map((link) => (
        <li key={link} className="break-all">
          {isWebAddress(link) ? (
            <a
              href={link}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="text-accent-text underline underline-offset-4"
            >
              {link}
            </a>
          ) : (
            link
          )}
        </li>
      ))}
    </ul>
  );
}

/** What a project is to be; fields that were left empty are left out. */
export function ScopeDetailsList({ scope }: { scope: ScopeDetails }) {
  const items = [
    {
      term: "Services",
      shown: scope.services.length > 0,
      detail: (
        <span className="flex flex-wrap gap-1.5">
          {scope.services.map((service) => (
            <Badge key={service}>{service}</Badge>
          ))}
        </span>
      ),
    },
    { term: "Budget", shown: scope.budgetRange !== "", detail: scope.budgetRange },
    { term: "Timeline", shown: scope.timeline !== "", detail: scope.timeline },
    { term: "Goals", shown: scope.goals !== "", detail: paragraph(scope.goals) },
    { term: "Details", shown: scope.details !== "", detail: paragraph(scope.details) },
    { term: "Links", shown: scope.links.length > 0, detail: <Links links={scope.links} /> },
  ].filter((item) => item.shown);
  return (
    <Card>
      <CardHeader title="Project scope" />
      <CardBody className="py-1.5">
        <DescriptionList items={items} />
      </CardBody>
    </Card>
  );
}
