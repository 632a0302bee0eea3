import { ArrowRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

/** The first step of signing up, a plain form that works before any script has loaded. */
export function EmailStart({ id }: { id: string }) {
  return (
    <form action="/auth/register" method="get" className="flex max-w-md flex-col gap-1.5">
      <Label htmlFor={id}>Your e-mail address</Label>
      <div className="flex flex-col gap-2 sm:flex-row">
        <Input
          id={id}
          name="email"
          type="email"
          required
          autoComplete="email"
          placeholder="you@example.com"
          className="sm:flex-1"
        />
        <Button type="submit">
          Create an account
          <ArrowRight aria-hidden className="size-4" />
        </Button>
      </div>
      <p className="text-[0.8125rem] text-text-muted">
        A password is all else you need. Your workspace is ready at once.
      </p>
    </form>
  );
}
