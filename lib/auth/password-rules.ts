import { invalid } from "@/lib/errors";
import { COMMON_WORDS } from "./common-passwords.data";

const LOOKALIKES: Record<string, string> = {
  "@": "a",
  "4": "a",
  "0": "o",
  "1": "i",
  "!": "i",
  "3": "e",
  $: "s",
  "5": "s",
  "7": "t",
};
const PERSONAL_CHARS_MIN = 4;
const ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890"];

/** What is known of the person: none of it may be the password. */
export interface PasswordOwner {
  email: string;
  names?: readonly string[];
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, "");
const plain = (text: string): string =>
  text.toLowerCase().replace(/[@4013!$57]/g, (sign) => LOOKALIKES[sign] ?? sign);

/** One short part again and again: "aaaaaaaaaa", "abc1abc1abc1". */
const isRepeated = (text: string): boolean => /^(.{1,5}?)\1+.{0,4}$/su.test(text);

/** Every character follows the one before on the keyboard, in the alphabet or among the digits, forwards or backwards. */
function isRun(text: string): boolean {
  const steps = text.length - 1;
  let runs = 0;
  for (let i = 0; i < steps; i += 1) {
    const pair = text.slice(i, i + 2);
    const back = `${pair[1] ?? ""}${pair[0] ?? ""}`;
    if (ALPHABETS.some((row) => row.includes(pair) || row.includes(back))) runs += 1;
  }
  return runs >= steps - 2;
}

/** Whether a text is common words in a row and nothing else. */
function isCommonWords(text: string): boolean {
  const reachable = new Set([0]);
  for (let end = 1; end <= text.length; end += 1) {
    for (const start of reachable) {
      if (!COMMON_WORDS.has(text.slice(start, end))) continue;
      reachable.add(end);
      break;
    }
  }
  return text.length > 0 && reachable.has(text.length);
}

function isPersonal(text: string, owner: PasswordOwner): boolean {
  const [local = "", host = ""] = owner.email.toLowerCase().split("@");
  const parts = [owner.email.toLowerCase(), local, host.split(".")[0] ?? "", ...(owner.names ?? [])]
    .map((part) => part.toLowerCase().trim())
    .filter((part) => part.length >= PERSONAL_CHARS_MIN);
  const letters = lettersOf(text);
  return parts.some(
    (part) => text === part || letters === lettersOf(part) || letters === lettersOf(part).repeat(2),
  );
}

/** Why a password would be guessed among the first; undefined when it would not. */
export function passwordFault(password: string, owner: PasswordOwner): string | undefined {
  const text = password.toLowerCase();
  if (isPersonal(text, owner))
    return "This is your address or name. Choose something that nobody can look up.";
  const guessed =
    isRepeated(text) ||
    isRun(text) ||
    isCommonWords(lettersOf(text)) ||
    isCommonWords(lettersOf(plain(text)));
  return guessed
    ? "This password is among the first that are tried. A few words in a row are better."
    : undefined;
}

/** @param field the input's name, for the sentence beside it. @throws AppError validation_failed */
export function requireGoodPassword(password: string, owner: PasswordOwner, field = "password"): void {
  const reason = passwordFault(password, owner);
  if (reason) throw invalid([{ name: field, reason }]);
}
