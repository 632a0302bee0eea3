import { randomInt } from "node:crypto";
import { newKey } from "@/lib/ids";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const PREFIX_CHARS = 8;
const SECRET_BYTES = 32;
const SHAPE = /^ba_[A-Za-z0-9]{8}_[A-Za-z0-9_-]{43}$/;

/** Whether a bearer text claims to be a key; access tokens begin otherwise. */
export const looksLikeKey = (text: string): boolean => text.startsWith("ba_");

/** Whether a text has the shape of a key. */
export const isKeyText = (text: string): boolean => SHAPE.test(text);

/** A new key. @returns the text, shown once, and its recognisable start */
export function newApiKey(): { text: string; prefix: string } {
  const mark = Array.from({ length: PREFIX_CHARS }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  const prefix = `ba_${mark}`;
  return { text: `${prefix}_${newKey(SECRET_BYTES)}`, prefix };
}
