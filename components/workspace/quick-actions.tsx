"use client";

import { ChartLine, ClipboardList, Globe, Inbox, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { useWorkspace } from "@/components/common/workspace-context";
import { Card, CardHeader } from "@/components/ui/card";

const ACTIONS: readonly { href: string; label: string; detail: string; icon: LucideIcon; needs: string }[] = [
  {
    href: "/analytics",
    label: "Open analytics",
    detail: "Who comes, and from where",
    icon: ChartLine,
    needs: "reports.read",
  },
  {
    href: "/crm/requests?status=new",
    label: "Answer new requests",
    detail: "With the visit behind each",
    icon: Inbox,
    needs: "requests.read",
  },
  {
    href: "/crm/forms",
    label: "Connect a form",
    detail: "Requests land in your list",
    icon: ClipboardList,
    needs: "forms.write",
  },
  {
    href: "/settings/sites",
    label: "Manage your websites",
    detail: "Add one, or check its line",
    icon: Globe,
    needs: "sites.write",
  },
];

/** The next things one usually does, as far as this member may do them. */
export function QuickActions() {
  const { can } = useWorkspace();
  return (
    <Card>
      <CardHeader title="Quick actions" />
      <ul className="divide-y divide-border">
        {ACTIONS.filter((action) => can(action.needs)).map(({ href, label, detail, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              className="flex items-start gap-3 px-4 py-3 outline-offset-[-2px] hover:bg-surface-hover"
            >
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
              <span className="min-w-0">
                <span className="block font-medium">{label}</span>
                <span className="block text-text-muted">{detail}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
