import { html } from "../../html";
import { page } from "../../page";
import type { Project } from "./project";

/** Where a link to a replay or an insight leads: the real page is PostHog's own. */
export function linkedPage(projects: readonly Project[], path: string): string | null {
  const [, , id, kind, name = ""] = path.split("/");
  const project = projects.find((one) => String(one.id) === id);
  if (!project) return null;
  const recording = kind === "replay" ? project.recording(name) : undefined;
  const insight = kind === "insights" ? project.insights.find((one) => one.shortId === name) : undefined;
  if (!recording && !insight) return null;
  const title = recording ? "Session replay" : (insight?.name ?? "Insight");
  const text = recording
    ? `Session ${recording.id} with ${recording.snapshots} snapshots, recorded through the product.`
    : `${insight?.data.join(", ") ?? ""}`;
  return page(
    title,
    html`<main>
      <p class="back"><a href="/posthog">PostHog</a></p>
      <h1>${title}</h1>
      <p>${text}</p>
    </main>`,
  );
}
