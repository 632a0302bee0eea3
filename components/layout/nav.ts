import { ChartLine, Inbox, LayoutDashboard, Settings, type LucideIcon } from "lucide-react";

export type NavItem = {
  href: string;
  label: string;
  /** Other pages of the section lie below this one's path, and are not it. */
  exact?: boolean;
};
export type NavSection = NavItem & {
  icon: LucideIcon;
  /** Pages below the section; the section itself then opens the first of them. */
  pages?: readonly NavItem[];
  /** Sits at the foot of the sidebar. */
  foot?: boolean;
};

/** The product's sections. A new one is a new line here: sidebar, phone sheet and search follow. */
export const NAV: readonly NavSection[] = [
  { href: "/dashboard", label: "Overview", icon: LayoutDashboard },
  {
    href: "/analytics",
    label: "Analytics",
    icon: ChartLine,
    pages: [
      { href: "/analytics", label: "Overview", exact: true },
      { href: "/analytics/live", label: "Live" },
      { href: "/analytics/goals", label: "Goals" },
      { href: "/analytics/funnels", label: "Funnels" },
      { href: "/analytics/replays", label: "Replays" },
    ],
  },
  {
    href: "/crm",
    label: "CRM",
    icon: Inbox,
    pages: [
      { href: "/crm/requests", label: "Requests" },
      { href: "/crm/contacts", label: "Contacts" },
      { href: "/crm/forms", label: "Forms" },
    ],
  },
  {
    href: "/settings",
    label: "Settings",
    icon: Settings,
    foot: true,
    pages: [
      { href: "/settings/profile", label: "Profile" },
      { href: "/settings/security", label: "Security" },
      { href: "/settings/sites", label: "Sites" },
      { href: "/settings/posthog", label: "PostHog" },
      { href: "/settings/members", label: "Members" },
      { href: "/settings/workspace", label: "Workspace" },
      { href: "/settings/api-keys", label: "API keys" },
      { href: "/settings/audit", label: "Audit log" },
    ],
  },
];

/** Whether a path is a page or lies below it. */
export const isUnder = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);

/** Whether a path belongs to an entry of the navigation. */
export const isAt = (path: string, item: NavItem): boolean =>
  item.exact ? path === item.href : isUnder(path, item.href);
