import { listSessions, revokeOtherSessions } from "@/lib/auth";
import { EndedSessions, SessionList } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const GET = accountRoute({
  summary: "List where you are signed in",
  output: SessionList,
  handle: (person) => listSessions(person),
});

export const DELETE = accountRoute({
  summary: "Sign out everywhere else",
  output: EndedSessions,
  handle: (person) => revokeOtherSessions(person),
});
