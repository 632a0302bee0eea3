import { openLink } from "./open-link";

/** Whether a link is open at all; says nothing of what it shows. @throws AppError not_found | gone */
export async function readLinkState(token: string): Promise<void> {
  await openLink(token);
}
