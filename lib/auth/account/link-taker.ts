import { systemDb } from "@/lib/db";
import { AppError, invalid, reauthenticationRequired } from "@/lib/errors";
import { verifyCredentials } from "../sign-in";

/** Who takes a link that proves an address. */
export interface LinkTaker {
  requestId: string;
  /** The caller's network address; never stored. */
  address: string;
  /** Whoever is signed in in this browser. */
  userId: string | null;
}

/**
 * A link proves who reads the mail. That it is also whoever holds the account, their session or their password shows:
 * else a stranger could give somebody's address, have them click, and keep a password to an account that everything
 * takes for theirs.
 * @param userId whose account the link is of
 * @throws AppError reauthentication_required without session and password; validation_failed for a wrong one; rate_limited
 */
export async function requireHolder(
  taker: LinkTaker,
  userId: string,
  password: string | undefined,
): Promise<void> {
  if (taker.userId === userId) return;
  const user = await systemDb().user.findUnique({
    where: { id: userId },
    select: { email: true, passwordHash: true },
  });
  if (!user?.passwordHash)
    throw reauthenticationRequired("Open the link in the browser in which you are signed in.");
  if (!password)
    throw reauthenticationRequired(
      "Type the password of your account as well: it shows that the account is yours, and not somebody else's with your address.",
    );
  const found = await verifyCredentials({ email: user.email, password }, taker.address).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === "unauthenticated") return null;
      throw error;
    },
  );
  if (found !== userId)
    throw invalid([{ name: "password", reason: "This is not the password of the account." }]);
}
