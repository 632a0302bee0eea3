import { TakeLink } from "@/components/auth/take-link";

export const metadata = { title: "Confirm your e-mail address" };

export default function VerifyPage() {
  return (
    <TakeLink
      title="Confirm your e-mail address"
      text="Only confirm if you made an account here with this address. If you did not, close this page."
      button="Confirm the address"
      path="/auth/verify-email"
      done="Your address is confirmed."
    />
  );
}
