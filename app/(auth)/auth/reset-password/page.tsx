import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { PASSWORD_CHARS_MIN } from "@/lib/auth/schemas";

export const metadata = { title: "Choose a new password" };

export default function ResetPasswordPage() {
  return <ResetPasswordForm passwordCharsMin={PASSWORD_CHARS_MIN} />;
}
