import { MailWarning } from "lucide-react";
import { SendAgain } from "./send-again";

/**
 * Reminds somebody whose address is not confirmed yet. It comes with the page; only the code of its button is fetched
 * after it, by those who see it.
 */
export function ConfirmBanner({ email }: { email: string }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-ui border border-warning/40 bg-warning-soft px-4 py-2.5"
    >
      <MailWarning aria-hidden className="size-4 shrink-0 text-warning" />
      <p className="min-w-0 flex-1 basis-56 break-words">
        Confirm your address: we sent a link to <strong>{email}</strong>.
      </p>
      <SendAgain />
    </div>
  );
}
