import { NoWorkspace } from "@/components/auth/no-workspace";
import { requireHomelessPerson } from "@/lib/auth/session";

export const metadata = { title: "No workspace" };

export default async function NoWorkspacePage() {
  const { email } = await requireHomelessPerson();
  return <NoWorkspace email={email} />;
}
