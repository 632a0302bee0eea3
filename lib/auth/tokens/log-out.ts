import { systemDb } from "@/lib/db";
import { hashKey } from "@/lib/ids";
import { revokeSession } from "../sessions";
import { LogoutInput } from "./schemas";

/** Ends the family of a refresh token. A token that is none, or has ended already, answers alike. @throws ZodError */
export async function logOut(input: LogoutInput): Promise<void> {
  const { refreshToken } = LogoutInput.parse(input);
  const row = await systemDb().refreshToken.findUnique({
    where: { tokenHash: hashKey(refreshToken) },
    select: { sessionId: true },
  });
  if (row) await revokeSession(row.sessionId);
}
