import { nowMs } from "@/lib/clock";
import { addDemoUser, addWorkspace, DEMO_LOGIN } from "../accounts";
import { asSystem } from "../connections";
import type { Loaded, Scenario } from "../scenario";

export const empty: Scenario = {
  name: "empty",
  about: "one person with one workspace, and nothing in it",
  load: loadEmpty,
};

async function loadEmpty(): Promise<Loaded> {
  const details = { label: "empty", name: "Blank Page", timeZone: "UTC" };
  await asSystem(async (client) => {
    await addDemoUser(client);
    await addWorkspace(client, details, nowMs());
  });
  return { lines: ["Workspace Blank Page has nothing in it yet."], demo: { ...DEMO_LOGIN } };
}
