import { open } from "@/lib/secrets";
import { systemDb } from "@/lib/db";

/** Messages that are queued for an address, oldest first: their template and parameters. */
export async function queued(to: string): Promise<{ template: string; params: Record<string, string> }[]> {
  const rows = await systemDb().outgoingEmail.findMany({
    where: { recipient: to.toLowerCase() },
    orderBy: { id: "asc" },
    select: { template: true, params: true },
  });
  return rows.map(({ template, params }) => ({
    template,
    params: JSON.parse(params ? open(params, "outgoing_emails.params") : "{}") as Record<string, string>,
  }));
}

/** The newest link that went to an address by a template. */
export async function linkTo(to: string, template: string): Promise<URL> {
  const found = (await queued(to)).findLast((message) => message.template === template);
  if (!found?.params.url) throw new Error(`No ${template} with a link went to ${to}.`);
  return new URL(found.params.url);
}

/** Its token. */
export const tokenTo = async (to: string, template: string): Promise<string> =>
  new URLSearchParams((await linkTo(to, template)).hash.slice(1)).get("token") ?? "";
