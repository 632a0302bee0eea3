import { TakeLink } from "@/components/auth/take-link";

export const metadata = { title: "Confirm your new e-mail address" };

export default function ConfirmEmailPage() {
  return (
    <TakeLink
      title="Confirm your new e-mail address"
      text="From then on you log in with it, and our messages go there. The old address gets a notice."
      button="Use this address"
      path="/auth/confirm-email-change"
      done="Your account has its new address."
    />
  );
}
