import { hash, verify } from "@node-rs/argon2";

// argon2id; 19 MiB, 2 passes: the first choice of OWASP's password storage cheat sheet (2025).
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with argon2id. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let decoy: Promise<string> | undefined;

/**
 * Checks a password. With no hash (unknown address, no password set) it does the same work against a decoy,
 * so that the time of the answer tells nothing.
 */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("a password that nobody has");
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== null;
}
