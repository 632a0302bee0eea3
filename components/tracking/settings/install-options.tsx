"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { SiteDto } from "@/lib/tracking/schemas";

const API = `ba("event", "Signup", { plan: "pro" });  // a custom event with up to 30 properties
ba("consent", "granted");                 // or "denied": what the visitor answered
ba("identify", token);                    // who this is, with a token from your server
ba("id");                                 // id of the last page view

<button data-ba-event="Signup" data-ba-event-plan="pro">  <!-- the same without a script -->`;

const addressOf = (snippet: string): string => /src="([^"]+)"/.exec(snippet)?.[1] ?? "";

/** The line with its options: pages behind #, and a path of the website's own. */
export function InstallOptions({ site }: { site: SiteDto }) {
  const [hash, setHash] = useState(false);
  const [path, setPath] = useState("");
  const own = path.trim().replace(/^\/*/, "/").replace(/\/*$/, "/");
  const collector = addressOf(site.snippet).replace(/t\.js$/, "");
  const src = path.trim() ? `${own}t.js` : `${collector}t.js`;
  const line = `<script defer src="${src}" data-site="${site.siteKey}"${hash ? " data-hash" : ""}></script>`;
  const proxy = `location ${own} {
  proxy_pass ${collector};
  proxy_set_header X-Forwarded-For $remote_addr;
}`;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <Switch id="install-hash" checked={hash} onCheckedChange={setHash} />
        <Label htmlFor="install-hash">Pages change behind # (as in example.com/#/prices)</Label>
      </div>
      <Field
        label="A path of your own"
        optional
        help="The script and its events then come from your own website: fewer blockers stop them."
      >
        {(aria) => (
          <Input
            {...aria}
            placeholder="/numbers"
            spellCheck={false}
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        )}
      </Field>
      {hash || path.trim() ? (
        <CodeBlock code={line} label="The line with these options" copyLabel="Copy the line" />
      ) : null}
      {path.trim() ? (
        <>
          <CodeBlock code={proxy} label="nginx, on your website" copyLabel="Copy the rule" />
          <p className="text-[0.8125rem] text-text-muted">
            Whoever runs this copy of Brand Automator names your proxy’s address in TRUSTED_PROXIES, else all
            visitors look like one.
          </p>
        </>
      ) : null}
      <CodeBlock code={API} label="From your own scripts" copyLabel="Copy the calls" />
    </div>
  );
}
