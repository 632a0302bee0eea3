import { AppError } from "@/lib/errors";
import { authenticate } from "./authenticate";

/** Who is signed in where nobody has to be; null for nobody, and for a key. */
export async function signedInUserId(headers: Headers): Promise<string | null> {
  try {
    const credential = await authenticate({ headers });
    return credential.kind === "key" ? null : credential.session.user.id;
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return null;
    throw error;
  }
}
