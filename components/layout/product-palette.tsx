"use client";

import { FileText, Globe, Inbox, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApiQuery } from "@/components/common/use-api";
import { useDebounced } from "@/components/lib/use-debounced";
import { useSites } from "@/components/tracking/use-sites";
import { CommandPalette, type Command, type CommandGroup } from "@/components/ui/command-palette";
import { contactListShape, requestListShape } from "@/components/crm/shapes";

import { NAV } from "./nav";

const DELAY_MS = 150;
const FOUND_MAX = 6;

const PAGES = NAV.flatMap((section) =>
  section.pages
    ? section.pages.map((page) => ({ ...page, icon: section.icon, detail: section.label }))
    : [{ href: section.href, label: section.label, icon: section.icon, detail: "" }],
);

const matches = (text: string, query: string) => text.toLowerCase().includes(query.toLowerCase());

/** Requests and contacts that fit the words, asked of the server once typing pauses. */
function useFound(query: string) {
  const enabled = query.length > 0;
  const ask = { q: query, limit: FOUND_MAX };
  const requests = useApiQuery({
    key: ["requests", "search", query],
    path: "/requests",
    query: ask,
    shape: requestListShape,
    enabled,
    keepPrevious: true,
  });
  const contacts = useApiQuery({
    key: ["contacts", "search", query],
    path: "/contacts",
    query: ask,
    shape: contactListShape,
    enabled,
    keepPrevious: true,
  });
  return {
    requests: enabled ? (requests.data?.items ?? []) : [],
    contacts: enabled ? (contacts.data?.items ?? []) : [],
    loading: enabled && (requests.isFetching || contacts.isFetching),
  };
}

/** The product's search: pages, sites, requests, contacts. */
export function ProductPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [text, setText] = useState("");
  const router = useRouter();
  const query = text.trim();
  const found = useFound(useDebounced(query, DELAY_MS));
  const sites = useSites().data?.items ?? [];
  const go = (href: string) => () => router.push(href);

  const pages: Command[] = PAGES.filter((page) => matches(`${page.detail} ${page.label}`, query)).map(
    (page) => ({
      id: page.href,
      label: page.label,
      detail: page.detail,
      icon: page.icon,
      run: go(page.href),
    }),
  );
  const siteCommands: Command[] = sites
    .filter((site) => matches(`${site.name} ${site.domain}`, query))
    .slice(0, FOUND_MAX)
    .flatMap((site) => [
      {
        id: `analytics-${site.id}`,
        label: site.name,
        detail: "Analytics",
        icon: Globe,
        run: go(`/analytics?site=${site.id}`),
      },
      {
        id: `site-${site.id}`,
        label: site.name,
        detail: "Settings",
        icon: FileText,
        run: go(`/settings/sites/${site.id}`),
      },
    ]);
  const groups: CommandGroup[] = [
    { heading: "Pages", commands: pages },
    { heading: "Sites", commands: siteCommands },
    {
      heading: "Requests",
      commands: found.requests.map((item) => ({
        id: item.id,
        label: item.name || item.email,
        detail: item.company || item.email,
        icon: Inbox,
        run: go(`/crm/requests/${item.id}`),
      })),
    },
    {
      heading: "Contacts",
      commands: found.contacts.map((item) => ({
        id: item.id,
        label: item.name || item.email,
        detail: item.email,
        icon: UserRound,
        run: go(`/crm/contacts/${item.id}`),
      })),
    },
  ].filter((group) => group.commands.length > 0);

  return (
    <CommandPalette
      open={open}
      onOpenChange={(next) => {
        if (!next) setText("");
        onOpenChange(next);
      }}
      query={text}
      onQueryChange={setText}
      placeholder="Search pages, sites, requests and contacts"
      groups={groups}
      loading={found.loading}
    />
  );
}
