import { now, nowMs } from "@/lib/clock";
import { systemDb, systemPool } from "@/lib/db";
import { emailEnabled, queueEmail } from "@/lib/email";
import { hashKey } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { DigestFrequency } from "../digests/schemas";
import { lastPeriod, nextSendMs } from "../digests/times";
import { unsubscribeCall, unsubscribePage, unsubscribeToken } from "../digests/unsubscribe";
import { type DigestContent, type DueDigest, writeDigest } from "../digests/write-digest";

const BATCH = 50;
const RETRY_MS = 10 * 60_000;

const DUE = `SELECT d.id, d.tenant_id AS "tenantId", d.site_id AS "siteId", s.name AS "siteName", s.time_zone AS "timeZone", d.frequency,
    d.recipients, d.next_send_at AS "nextSendAt"
  FROM report_digests d JOIN sites s ON s.tenant_id = d.tenant_id AND s.id = d.site_id JOIN tenants t ON t.id = d.tenant_id
  WHERE d.is_active AND d.next_send_at <= $1 AND s.deleted_at IS NULL AND t.purge_after_at IS NULL AND cardinality(d.recipients) > 0
  ORDER BY d.next_send_at LIMIT ${BATCH}`;

type Row = Omit<DueDigest, "frequency"> & { frequency: string; nextSendAt: Date };

/**
 * Sends the digests that are due: the newest whole period, once a recipient, however late and however often this runs. Where e-mail is
 * off they wait, and only the newest is sent later.
 * @returns how many digests were sent
 */
export async function sendDueDigests(): Promise<number> {
  if (!emailEnabled()) return 0;
  const { rows } = await systemPool().query<Row>(DUE, [now()]);
  let sent = 0;
  for (const row of rows) {
    try {
      sent += (await sendDigest(row)) ? 1 : 0;
    } catch (error) {
      logger().error(
        { err: error, tenantId: row.tenantId, digestId: row.id },
        "a digest could not be written",
      );
      await postpone(row);
    }
  }
  return sent;
}

async function sendDigest(row: Row): Promise<boolean> {
  const digest = { ...row, frequency: DigestFrequency.parse(row.frequency) };
  const period = lastPeriod(digest.frequency, digest.timeZone, nowMs());
  const content = await writeDigest(digest, period);
  const next = new Date(nextSendMs(digest.frequency, digest.timeZone, nowMs()));
  return systemDb().$transaction(async (tx) => {
    // Whoever moves the time sends: a second run finds another one. The recipients are those of this very moment.
    const [claimed] = await tx.reportDigest.updateManyAndReturn({
      where: { tenantId: row.tenantId, id: row.id, isActive: true, nextSendAt: row.nextSendAt },
      data: { nextSendAt: next, lastSentAt: now() },
      select: { recipients: true },
    });
    if (!claimed) return false;
    for (const email of claimed.recipients) await queueOne(tx, digest, content, email);
    return true;
  });
}

async function queueOne(
  tx: Parameters<typeof queueEmail>[0],
  digest: DueDigest,
  content: DigestContent,
  email: string,
): Promise<void> {
  const token = unsubscribeToken({ tenantId: digest.tenantId, digestId: digest.id, email });
  await queueEmail(tx, null, {
    to: email,
    template: "analytics-digest",
    params: {
      ...content,
      unsubscribeUrl: unsubscribePage(token),
      unsubscribeCallUrl: unsubscribeCall(token),
    },
    dedupeKey: `digest-${digest.id}-${content.from}-${content.to}-${hashKey(email).toString("base64url")}`,
  });
}

/** One that cannot be written must not stand before the others. */
const postpone = (row: Row): Promise<unknown> =>
  systemDb().reportDigest.updateMany({
    where: { tenantId: row.tenantId, id: row.id, nextSendAt: row.nextSendAt },
    data: { nextSendAt: new Date(nowMs() + RETRY_MS) },
  });
