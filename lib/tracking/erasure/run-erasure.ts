import { setTimeout as pause } from "node:timers/promises";
import { now, nowMs } from "@/lib/clock";
import { toJson } from "@/lib/db";
import { open, seal } from "@/lib/secrets";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { deleteReplaysOfVisitor } from "../replay";
import { findVisitorFacts, findVisitorEvents, forgetEvents, forgetVisits } from "../rollup";
import { countLinkedRequests, noteGone } from "./note-gone";
import { type ErasureTask, ErasureTask as Task, NO_RECEIPT, TASK_PURPOSE } from "./internal";
import { ErasureReceipt } from "./schemas";

const EVENTS_A_STEP = 1_000;
const HOUR_MS = 3_600_000;
/** What the collector may still have taken under this visitor's keys: up to 48 hours old, 5 minutes ahead. */
const RECENT_MS = 49 * HOUR_MS;
const AHEAD_MS = HOUR_MS / 4;
const ROUND_PAUSE_MS = 500;
const ROUNDS_MAX = 60;

interface Run {
  ctx: Ctx;
  id: string;
  site: { id: string; no: number; tenantId: string; timeZone: string };
  task: ErasureTask;
}

/**
 * Forgets whom an erasure names. May die at any point and run again, also beside itself: what the visitor's visits are called is kept,
 * sealed, until everything is gone, and what went is noted together with its deletion.
 * @throws Error while events of the visitor wait to be counted; the job comes again
 */
export async function runErasure(ctx: Ctx, erasureId: string): Promise<void> {
  const run = await begin(ctx, erasureId);
  if (!run) return;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    await extend(run);
    const left = await forgetRound(run);
    if (left === 0) return finish(run);
    await pause(ROUND_PAUSE_MS);
  }
  throw new Error("Events of this visitor are still to be counted; the erasure goes on later.");
}

async function begin(ctx: Ctx, id: string): Promise<Run | null> {
  const row = await withTenant(ctx, async (db) => {
    await db.erasure.updateMany({
      where: { tenantId: ctx.tenantId, id, status: "queued" },
      data: { status: "running", receipt: toJson({ ...NO_RECEIPT, startedAt: now() }) },
    });
    return db.erasure.findFirst({
      where: { tenantId: ctx.tenantId, id, status: "running", site: { deletedAt: null } },
      select: { taskSealed: true, site: { select: { id: true, no: true, timeZone: true } } },
    });
  });
  if (!row) return null;
  const task = Task.parse(JSON.parse(open(row.taskSealed, TASK_PURPOSE)));
  return { ctx, id, site: { ...row.site, tenantId: ctx.tenantId }, task };
}

/** Follows the visitor from what is known to all visits and keys, and remembers them before anything goes. */
async function extend(run: Run): Promise<void> {
  const { ctx, id, site, task } = run;
  if (task.contactId !== null) await addContact(run, task.contactId);
  const facts = await findVisitorFacts(site, task);
  task.keys = [...new Set([...task.keys, ...facts.keys])];
  task.visitIds = [...new Set([...task.visitIds, ...facts.visitIds])];
  for (const visit of facts.visits) task.windows.push([visit.startedAtMs, visit.endedAtMs]);
  task.windows = [...new Map(task.windows.map((window) => [window.join(), window])).values()];
  await withTenant(ctx, (db) =>
    db.erasure.updateMany({
      where: { tenantId: ctx.tenantId, id, status: "running" },
      data: { taskSealed: seal(JSON.stringify(task), TASK_PURPOSE) },
    }),
  );
}

/** Whatever stands under the contact: visits, and visitors who were recognised as them. */
const addContact = ({ ctx, site, task }: Run, contactId: string): Promise<void> =>
  withTenant(ctx, async (db) => {
    const where = { tenantId: ctx.tenantId, siteNo: site.no, contactId };
    const visits = await db.visit.findMany({ where, select: { id: true, visitorKey: true } });
    const visitors = await db.visitor.findMany({ where, select: { visitorKey: true } });
    const requested = await db.$queryRaw<{ id: string }[]>`
      SELECT v.id FROM visits v JOIN (
        SELECT visit_id FROM contact_submissions WHERE tenant_id = ${ctx.tenantId}::uuid AND contact_id = ${contactId}::uuid
        UNION SELECT visit_id FROM project_scope_requests WHERE tenant_id = ${ctx.tenantId}::uuid AND contact_id = ${contactId}::uuid
      ) r ON r.visit_id = v.id WHERE v.tenant_id = ${ctx.tenantId}::uuid AND v.site_no = ${site.no}`;
    const ids = [...visits.map(({ id }) => id), ...requested.map(({ id }) => id)];
    const keys = [...visits, ...visitors].map(({ visitorKey }) => visitorKey.toString());
    task.visitIds = [...new Set([...task.visitIds, ...ids])];
    task.keys = [...new Set([...task.keys, ...keys])];
  });

/** @returns how many events wait to be counted before they can go */
async function forgetRound(run: Run): Promise<number> {
  const { ctx, id, site, task } = run;
  const at = nowMs();
  const windows: [number, number][] = [...task.windows, [at - RECENT_MS, at + AHEAD_MS]];
  const events = task.keys.length === 0 ? [] : await findVisitorEvents(site, task.keys, windows);
  let gone = 0;
  for (let from = 0; from < events.length; from += EVENTS_A_STEP)
    gone += await forgetEvents(site, events.slice(from, from + EVENTS_A_STEP), noteGone(id));
  const requestsUnlinked = await countLinkedRequests(ctx, task.visitIds);
  await forgetVisits(site, task, noteGone(id, { requestsUnlinked }));
  return events.length - gone;
}

async function finish({ ctx, id, site, task }: Run): Promise<void> {
  const recordings = await deleteReplaysOfVisitor(ctx, {
    siteId: site.id,
    visitorKeys: task.keys.map(BigInt),
    visitIds: task.visitIds,
  });
  await withTenant(ctx, async (db) => {
    await db.$queryRaw`SELECT 1 FROM erasures WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const row = await db.erasure.findFirst({
      where: { tenantId: ctx.tenantId, id, status: "running" },
      select: { receipt: true },
    });
    if (!row) return;
    const receipt = ErasureReceipt.parse(row.receipt);
    await db.erasure.updateMany({
      where: { tenantId: ctx.tenantId, id },
      data: {
        status: "done",
        doneAt: now(),
        taskSealed: "",
        receipt: toJson({
          ...receipt,
          recordings: receipt.recordings + recordings,
          finishedAt: now().toISOString(),
        }),
      },
    });
  });
}
