"use client";

import { useWorkspace } from "@/components/common/workspace-context";
import { Avatar } from "@/components/ui/avatar";
import { lazyMenu } from "./lazy-menu";
import { userMenuClass } from "./trigger-classes";

function Face() {
  const { name, avatarUrl } = useWorkspace().user;
  return <Avatar name={name} src={avatarUrl} />;
}

/** The account's button; its menu comes with the first use. */
export const UserMenuButton = lazyMenu({
  load: () => import("./user-menu").then((module) => module.UserMenu),
  useLabel: () => `Account: ${useWorkspace().user.name}`,
  className: userMenuClass,
  Face,
});
