import { env, EnvError } from "@/lib/env";

const KEY_BYTES = 32;

/** The keys of ENCRYPTION_KEYS by id; newest encrypts, all decrypt. */
export interface KeyRing {
  newestId: string;
  keys: ReadonlyMap<string, Buffer>;
}

let known: { text: string; ring: KeyRing } | undefined;

const wrong = (what: string) =>
  new EnvError(`ENCRYPTION_KEYS: ${what}. It is a list of id:base64 of 32 bytes, newest first.`);

function parse(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const entry of text.split(",").map((part) => part.trim())) {
    const [, id, encoded] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
    if (id === undefined || encoded === undefined) throw wrong(`entry ${keys.size + 1} is not id:base64`);
    const key = Buffer.from(encoded, "base64");
    if (key.length !== KEY_BYTES)
      throw wrong(`the key ${id} has ${key.length} bytes instead of ${KEY_BYTES}`);
    if (keys.has(id)) throw wrong(`the id ${id} stands there twice`);
    keys.set(id, key);
  }
  const [newestId] = keys.keys();
  if (newestId === undefined) throw wrong("it is empty");
  return { newestId, keys };
}

/**
 * The keys of this process, parsed once for each value of ENCRYPTION_KEYS.
 * @throws EnvError when the variable is absent or wrong; never with a key in its text
 */
export function keyRing(): KeyRing {
  const text = env().ENCRYPTION_KEYS;
  if (text === undefined)
    throw new EnvError("ENCRYPTION_KEYS is not set: nothing can be encrypted. See .env.example.");
  if (known?.text !== text) known = { text, ring: parse(text) };
  return known.ring;
}
