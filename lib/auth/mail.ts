import type { SystemDb } from "@/lib/db";
export type Message = { to: string; template: string; params: Record<string, string>; dedupeKey: string };
// until lib/email lands in the tree
export const emailAllowance = async (_to: string, _template: string): Promise<boolean> => true;
export const queueEmail = async (tx: SystemDb, _ctx: null, m: Message): Promise<void> => {
  await tx.outgoingEmail.create({
    data: {
      id: crypto.randomUUID(),
      recipient: m.to,
      template: m.template,
      params: JSON.stringify(m.params),
      dedupeKey: m.dedupeKey,
    },
  });
};
