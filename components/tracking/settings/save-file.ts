import { networkError, toApiError } from "@/components/common/api-error";

/**
 * Saves an answer of the API as a file. A plain link could not say which workspace this tab works in.
 * @param path from /api on
 * @throws ApiError
 */
export async function saveFile(path: string, workspaceId: string, fileName: string): Promise<void> {
  const response = await fetch(path, {
    headers: { "X-Workspace-Id": workspaceId },
    cache: "no-store",
  }).catch(() => {
    throw networkError();
  });
  if (!response.ok) throw await toApiError(response);
  const address = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement("a"), { href: address, download: fileName }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
