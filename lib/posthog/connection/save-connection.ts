import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import type { Prisma } from "@/lib/db";
import { type AppError, invalid } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { logEnd, type LogPosition } from "@/lib/tracking";
import { hostFor, isSafeHost } from "../provider/hosts";
import { forgetAnswers } from "../provider/private-api";
import { type PosthogState, SavePosthogInput } from "../schemas";
import { getPosthogState } from "./get-connection";
import { auditOf, type ConnectionRow, connectionSelect, findConnection } from "./internal";
import { openPersonalKey, openProjectKey, readable, sealPersonalKey, sealProjectKey } from "./keys";
import { type Trial, tryKeys } from "./test-connection";

const refused = (name: string, reason: string): AppError => invalid([{ name, reason }]);

/** The project's number that the personal key has shown; undefined: nothing was tried, what is stored stays. */
type Tested = { projectId: string | null | undefined };

/**
 * Connects the workspace with PostHog, or changes the connection. New keys and addresses are tried against PostHog first: what
 * does not work is not stored. Forwarding that is switched on starts with the events that come from then on; forwarding that was
 * on goes on where it was.
 * @throws AppError validation_failed, also with PostHog's answer beside the field that it concerns
 */
export async function savePosthogConnection(ctx: Ctx, input: SavePosthogInput): Promise<PosthogState> {
  requirePermission(ctx, "posthog.write");
  const data = SavePosthogInput.parse(input);
  const before = await withTenant(ctx, (db) => findConnection(db, ctx));
  const trial = trialOf(data, before);
  const { projectId } = await test(trial, data, before);
  const end = await logEnd(); // before the switch is on: whatever is written after it is forwarded
  await withTenant(ctx, async (db) => {
    const present = await findConnection(db, ctx);
    const row = await db.posthogConnection.upsert({
      where: { tenantId: ctx.tenantId },
      create: {
        tenantId: ctx.tenantId,
        ...columnsOf(trial, data, projectId),
        ...cursorAt(end),
        createdAt: now(),
      },
      update: { ...columnsOf(trial, data, projectId), ...(present?.forwardsEvents ? {} : cursorAt(end)) },
      select: connectionSelect,
    });
    await emitAudit(db, ctx, {
      action: present ? "posthog.update" : "posthog.connect",
      entityType: "posthog_connection",
      entityId: ctx.tenantId,
      ...(present ? { before: auditOf(present) } : {}),
      after: auditOf(row),
    });
  });
  forgetAnswers();
  return getPosthogState(ctx);
}

type Saved = ReturnType<typeof SavePosthogInput.parse>;

function trialOf(data: Saved, before: ConnectionRow | null): Trial {
  const host = hostFor(data.region, data.host ?? "");
  if (!isSafeHost(host))
    throw refused("host", "Enter an address that begins with https://, such as https://posthog.example.com.");
  // Stored keys are for the address they were typed with: sent to another one, whoever runs that would read them.
  const stored = before?.host === host ? before : null;
  const projectKey = data.projectKey ?? (stored ? readable(stored.projectKey, openProjectKey) : undefined);
  if (projectKey === undefined)
    throw refused(
      "projectKey",
      before && !stored
        ? "Paste the project key anew: the stored one belongs to the address that was set before."
        : "Paste the project key; it begins with phc_.",
    );
  const sealed = stored?.personalKeySealed ?? null;
  const personalKey =
    data.personalKey === undefined ? sealed && (readable(sealed, openPersonalKey) ?? null) : data.personalKey;
  return { host, projectKey, personalKey };
}

/** Tries what is new. @throws AppError validation_failed */
async function test(trial: Trial, data: Saved, before: ConnectionRow | null): Promise<Tested> {
  const isNew = before?.host !== trial.host || data.projectKey !== undefined || Boolean(data.personalKey);
  if (!isNew && !before.pausedAt) return { projectId: data.personalKey === null ? null : undefined };
  const { fault, checks, project } = await tryKeys(trial);
  if (!fault) return { projectId: project?.id ?? null };
  const isPersonal = checks.some(({ what, isGood }) => what === "personal_key" && !isGood);
  throw refused(fault.kind === "key" ? (isPersonal ? "personalKey" : "projectKey") : "host", fault.message);
}

/** What a save sets. It also ends a pause, and a run that still holds the old keys must not write any more. */
function columnsOf({ host, projectKey, personalKey }: Trial, data: Saved, projectId: Tested["projectId"]) {
  return {
    host,
    projectKey: sealProjectKey(projectKey),
    personalKeySealed: personalKey === null ? null : sealPersonalKey(personalKey),
    ...(projectId === undefined ? {} : { projectId }),
    forwardsEvents: data.forwardsEvents,
    recordsSessions: data.recordsSessions,
    lease: null,
    leasedUntil: null,
    ...FRESH,
  } satisfies Prisma.PosthogConnectionUpdateInput;
}

/** No failure is remembered. */
export const FRESH = {
  pausedAt: null,
  quotaLimitedAt: null,
  retryAt: null,
  failures: 0,
  lastError: null,
  lastErrorAt: null,
};

const cursorAt = ({ tx, event }: LogPosition) => ({ cursorTx: BigInt(tx), cursorEvent: event });
