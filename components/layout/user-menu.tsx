"use client";

import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useWorkspace } from "@/components/common/workspace-context";
import { forgetWorkspace } from "@/components/common/workspace-store";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toaster";
import { setTheme, useTheme } from "./theme";
import { userMenuClass } from "./trigger-classes";

const THEMES = [
  { value: "system", label: "As the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
];

async function leave() {
  try {
    const { signOut } = await import("next-auth/react");
    await signOut({ redirect: false });
  } catch {
    toast.error("You are still logged in: the server cannot be reached. Try again.");
    return;
  }
  forgetWorkspace();
  // A full load, so that nothing of this account stays in the page's memory.
  window.location.assign("/auth/login");
}

/** Who is signed in, the theme, and the way out. Opens at once: it is loaded because somebody asked for it. */
export function UserMenu() {
  const { user } = useWorkspace();
  const theme = useTheme();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger aria-label={`Account: ${user.name}`} className={userMenuClass}>
        <Avatar name={user.name} src={user.avatarUrl} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{user.name}</p>
          {user.name === user.email ? null : <p className="truncate text-text-muted">{user.email}</p>}
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
          {THEMES.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
              <Icon aria-hidden className="size-4 text-text-muted" />
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden className="size-4 text-text-muted" />
          Log out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
