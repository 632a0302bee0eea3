import { fileTypeFromBuffer } from "file-type";
import { systemDb } from "@/lib/db";
import { AppError, tooLarge } from "@/lib/errors";
import { newId, newKey } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { storage } from "@/lib/storage";
import type { PersonCtx } from "../credentials";
import { accountEntry, recordAct } from "../record";
import { AVATAR_BYTES_MAX, type AvatarDto } from "../schemas";

const ENDINGS: Record<string, string> = { "image/webp": "webp", "image/jpeg": "jpg", "image/png": "png" };
const PATH = "/api/v1/account/avatar/";

const storageKey = (avatarKey: string): string => `avatars/${avatarKey}`;

/**
 * Stores a picture of a person under an address that nobody can guess and that changes with the picture.
 * @param bytes WebP, JPEG or PNG by its content, whatever it is called; at most 512 KB
 * @throws AppError payload_too_large | unsupported_media_type
 */
export async function setAvatar(person: PersonCtx, bytes: Uint8Array): Promise<AvatarDto> {
  if (bytes.byteLength > AVATAR_BYTES_MAX) throw tooLarge(AVATAR_BYTES_MAX);
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? "";
  const ending = ENDINGS[type];
  if (!ending) throw new AppError("unsupported_media_type", "Choose a picture in WebP, JPEG or PNG.");
  const avatarKey = `${newKey(16)}.${ending}`;
  await storage().put(storageKey(avatarKey), bytes, { contentType: type, sizeBytesMax: AVATAR_BYTES_MAX });
  const avatarUrl = `${PATH}${avatarKey}`;
  await replace(person, avatarUrl);
  return { avatarUrl };
}

/** Removes the picture; without one nothing happens. */
export async function removeAvatar(person: PersonCtx): Promise<AvatarDto> {
  await replace(person, null);
  return { avatarUrl: null };
}

async function replace(person: PersonCtx, avatarUrl: string | null): Promise<void> {
  const { userId } = person;
  const before = await systemDb().$transaction(async (tx) => {
    const old = await tx.userProfile.findUnique({ where: { userId }, select: { avatarUrl: true } });
    await tx.userProfile.upsert({
      where: { userId },
      create: { id: newId(), userId, avatarUrl },
      update: { avatarUrl },
      select: { id: true },
    });
    await recordAct(tx, person, accountEntry(userId, "account.update", { avatar: avatarUrl !== null }));
    return old?.avatarUrl ?? null;
  });
  if (before) await dropAvatarFile(before);
}

/** Removes the file behind an address; a file that stays is no reason to fail. */
export async function dropAvatarFile(avatarUrl: string): Promise<void> {
  if (!avatarUrl.startsWith(PATH)) return;
  await storage()
    .delete(storageKey(avatarUrl.slice(PATH.length)))
    .catch((error: unknown) =>
      logger().warn({ err: error }, "a picture that nobody uses could not be removed"),
    );
}

/** The picture behind an address. @throws AppError not_found */
export async function readAvatar(
  avatarKey: string,
): Promise<{ contentType: string; bytes: Uint8Array<ArrayBuffer> }> {
  const found = await storage().get(storageKey(avatarKey));
  if (!found) throw new AppError("not_found", "There is no such picture.");
  const parts: Uint8Array[] = [];
  for await (const part of found.stream) if (part instanceof Uint8Array) parts.push(part);
  return { contentType: found.file.contentType, bytes: new Uint8Array(Buffer.concat(parts)) };
}
