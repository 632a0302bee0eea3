import type { MemberRole } from "@/lib/workspace/schemas";

/** What each role is for, in a sentence. */
export const ROLE_WORDS: Record<MemberRole, { label: string; about: string }> = {
  owner: { label: "Owner", about: "Everything, and the say over owners, deletion and handing over." },
  admin: { label: "Admin", about: "Manages members, sites, forms, keys and settings." },
  editor: { label: "Editor", about: "Works with requests, contacts and content." },
  viewer: { label: "Viewer", about: "Looks at everything and changes nothing." },
};

const ROLES: readonly MemberRole[] = ["owner", "admin", "editor", "viewer"];

/** Roles that somebody may give: only owners make owners. */
export const roleOptions = (mayMakeOwners: boolean) =>
  ROLES.filter((role) => role !== "owner" || mayMakeOwners).map((role) => ({
    value: role,
    label: ROLE_WORDS[role].label,
  }));

export const roleOf = (text: string): MemberRole | undefined => ROLES.find((role) => role === text);
